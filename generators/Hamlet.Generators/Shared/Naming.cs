using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace Hamlet.Generators;

/// <summary>From names in C# to names in files, and back to safe identifiers.</summary>
internal static class Naming
{
    /// <summary>
    /// <c>LearningRate</c> is <c>learning_rate</c>, <c>L1Loss</c> <c>l1_loss</c>, <c>UseHTTPProxy</c> <c>use_http_proxy</c>.
    /// </summary>
    public static string SnakeCase(string name)
    {
        var snake = new StringBuilder(name.Length + 8);
        for (int i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && name[i - 1] != '_')
            {
                bool endsWord = !char.IsUpper(name[i - 1]);
                bool endsAcronym = i + 1 < name.Length && char.IsLower(name[i + 1]);
                if (endsWord || endsAcronym)
                {
                    snake.Append('_');
                }
            }

            snake.Append(char.ToLowerInvariant(name[i]));
        }

        return snake.ToString();
    }

    /// <summary><c>LearningRate</c> is <c>learningRate</c>, the form of a local or, after <c>s_</c>, of a static field.</summary>
    public static string CamelCase(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name.Substring(1);

    /// <summary>A name as it is written in code: <c>@event</c> for one that is a keyword.</summary>
    public static string Identifier(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None ? "@" + name : name;
}
