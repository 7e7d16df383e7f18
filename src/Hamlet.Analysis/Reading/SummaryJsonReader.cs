namespace Hamlet.Analysis.Reading;

/// <summary>
/// Reads scalars from a <c>summary.json</c>, as tensorboardX exports them: an object of tags, each a list of [time, step, value]; or
/// objects within objects, whose keys make the tag with slashes between them.
/// </summary>
internal static class SummaryJsonReader
{
    private const int MaxDepth = 32;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is something else; what came before has been visited.</exception>
    public static void Read(TextReader text, TagTable table, IScalarVisitor visitor, Action<double, long> note)
    {
        var tokens = new JsonTokens(text);
        Expect(tokens, tokens.Next(), '{');
        new Reader(tokens, table, visitor, note).ReadObject("", 0);
        Expect(tokens, tokens.Next(), '\0');
    }

    private static void Expect(JsonTokens tokens, char found, char wanted)
    {
        if (found != wanted)
        {
            string name = wanted == '\0' ? "the end" : $"'{wanted}'";
            throw new InvalidDataException($"{name} is expected before character {tokens.Position}");
        }
    }

    private sealed class Reader(JsonTokens tokens, TagTable table, IScalarVisitor visitor, Action<double, long> note)
    {
        public void ReadObject(string path, int depth)
        {
            if (depth > MaxDepth)
            {
                throw new InvalidDataException($"objects are more than {MaxDepth} deep");
            }

            if (tokens.Next() == '}')
            {
                return;
            }

            while (true)
            {
                Expect(tokens, tokens.Kind, '"');
                string name = path.Length == 0 ? tokens.Text : $"{path}/{tokens.Text}";
                Expect(tokens, tokens.Next(), ':');
                ReadValue(name, depth);
                if (tokens.Next() == '}')
                {
                    return;
                }

                Expect(tokens, tokens.Kind, ',');
                tokens.Next();
            }
        }

        private void ReadValue(string name, int depth)
        {
            switch (tokens.Next())
            {
                case '{':
                    ReadObject(name, depth + 1);
                    break;
                case '[':
                    ReadPoints(table.Find(name));
                    break;
                default:
                    throw new InvalidDataException($"'{name}' is neither an object nor a list of [time, step, value]");
            }
        }

        private void ReadPoints(RunTag tag)
        {
            if (tokens.Next() == ']')
            {
                return;
            }

            while (true)
            {
                Expect(tokens, tokens.Kind, '[');
                double time = Number(tag);
                Expect(tokens, tokens.Next(), ',');
                double step = Number(tag);
                Expect(tokens, tokens.Next(), ',');
                double value = Number(tag);
                Expect(tokens, tokens.Next(), ']');
                if (!(Math.Abs(step) < long.MaxValue))
                {
                    throw new InvalidDataException($"a step of '{tag.Name}' is no number that counts");
                }

                note(time, (long)step);
                visitor.Visit(tag, (long)step, time, value);
                if (tokens.Next() == ']')
                {
                    return;
                }

                Expect(tokens, tokens.Kind, ',');
                tokens.Next();
            }
        }

        private double Number(RunTag tag)
        {
            tokens.Next();
            return tokens.Number() ?? throw new InvalidDataException($"'{tag.Name}' has something else than numbers before character {tokens.Position}");
        }
    }
}
