namespace Hamlet.Environments;

/// <summary>The actions of every town, by number.</summary>
internal static class TownAction
{
    public const int Up = 0;
    public const int Down = 1;
    public const int Left = 2;
    public const int Right = 3;
    public const int Interact = 4;
    public const int Wait = 5;
    public const int Count = 6;

    public static IReadOnlyList<string> Names { get; } = ["up", "down", "left", "right", "interact", "wait"];
}
