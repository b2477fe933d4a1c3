using System.CommandLine.Parsing;

namespace WsiDicomizer.Cli.Commands;

/// <summary>A value of an option that knows its words: help shows what a user would type, not the name of a member.</summary>
/// <typeparam name="T">What the word stands for.</typeparam>
/// <param name="Name">As typed on the command line.</param>
/// <param name="Value">What it stands for.</param>
internal readonly record struct Word<T>(string Name, T Value)
{
    /// <summary>The word: the library prints it as an option's default.</summary>
    public override string ToString() => Name;

    /// <summary>Finds a word without regard to case; null where it is none of these.</summary>
    /// <param name="words">All that there are.</param>
    /// <param name="text">What was typed.</param>
    public static Word<T>? Find(IReadOnlyList<Word<T>> words, string text)
    {
        foreach (var word in words)
        {
            if (word.Name.Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return word;
            }
        }

        return null;
    }

    /// <summary>Reads one of an option's words.</summary>
    /// <param name="option">The option's name, for the message.</param>
    /// <param name="words">All that there are.</param>
    public static Func<ArgumentResult, Word<T>> Parser(string option, IReadOnlyList<Word<T>> words) => result =>
    {
        var text = result.Tokens[0].Value;
        if (Find(words, text) is { } found)
        {
            return found;
        }

        result.AddError($"{option}: '{text}' is not right; expected {string.Join(", ", words)}");
        return words[0];
    };
}
