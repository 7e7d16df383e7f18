using System.Text;

namespace Hamlet.Training.Experiments;

/// <summary>What a name must be that directories, files and tags are called by, on every system.</summary>
internal static class NameRule
{
    // File systems take 255, and files add endings of their own.
    private const int MaxBytes = 200;
    private const string Reserved = "<>:\"|?*";

    /// <summary>What is wrong with a name and what would be right; null for nothing.</summary>
    public static string? Problem(string name)
    {
        const string use = "use letters, digits, '-' and '_'";
        return name.Length == 0 ? $"it is empty, {use}"
            : name is "." or ".." ? $"it means a directory that is there already, {use}"
            : name.AsSpan().IndexOfAny('/', '\\') >= 0 ? $"it has a slash, {use}"
            : name.Any(char.IsControl) ? $"it has a line break or another control character, {use}"
            : name.Trim().Length != name.Length ? $"it begins or ends with a space, {use}"
            : name.FirstOrDefault(static c => Reserved.Contains(c)) is > '\0' and var sign ? $"it has a '{sign}', which no file of Windows may have, {use}"
            : Encoding.UTF8.GetByteCount(name) is > MaxBytes and var bytes ? $"it is {bytes} bytes long, {MaxBytes} are possible"
            : null;
    }

    /// <summary>The name in a message of one line.</summary>
    public static string Show(string name)
    {
        string text = string.Concat(name.Select(static c => char.IsControl(c) ? '\ufffd' : c));
        return text.Length > 60 ? $"{text[..60]}..." : text;
    }
}
