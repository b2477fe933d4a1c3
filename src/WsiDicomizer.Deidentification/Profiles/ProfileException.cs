using System.Globalization;

namespace WsiDicomizer.Deidentification.Profiles;

/// <summary>A profile is wrong: where, what is wrong, and what would be right.</summary>
/// <remarks>The message tells the first mistake; <see cref="Mistakes"/> has them all.</remarks>
public sealed class ProfileException : DeidentificationException
{
    /// <summary>Creates the exception for a place in a profile.</summary>
    /// <param name="path">The profile's file.</param>
    /// <param name="line">1-based.</param>
    /// <param name="column">1-based.</param>
    /// <param name="message">What is wrong and what would be right.</param>
    public ProfileException(string path, long line, long column, string message)
        : this(path, [new ProfileMistake(line, column, message)])
    {
    }

    /// <summary>Creates the exception for a profile as a whole.</summary>
    /// <param name="path">The profile's file or name.</param>
    /// <param name="message">What is wrong and what would be right.</param>
    public ProfileException(string path, string message)
        : this(path, [new ProfileMistake(0, 0, message)])
    {
    }

    /// <summary>Creates the exception for all mistakes of a profile.</summary>
    /// <param name="path">The profile's file.</param>
    /// <param name="mistakes">At least one; they are put in the order of the file.</param>
    public ProfileException(string path, IReadOnlyCollection<ProfileMistake> mistakes)
        : base(Text(path, First(mistakes)))
    {
        Path = path;
        Mistakes = [.. mistakes.OrderBy(mistake => mistake.Line).ThenBy(mistake => mistake.Column)];
    }

    /// <summary>The profile's file or name.</summary>
    public string Path { get; }

    /// <summary>All mistakes, in the order of the file.</summary>
    public IReadOnlyList<ProfileMistake> Mistakes { get; }

    /// <summary>The first mistake's line, from 1; 0 where the profile as a whole is meant.</summary>
    public long Line => Mistakes[0].Line;

    /// <summary>The first mistake's column, from 1; 0 where the profile as a whole is meant.</summary>
    public long Column => Mistakes[0].Column;

    /// <summary>One line per mistake: <c>file:line:column: message</c>.</summary>
    public IEnumerable<string> Lines => Mistakes.Select(mistake => Text(Path, mistake));

    private static ProfileMistake First(IEnumerable<ProfileMistake> mistakes) =>
        mistakes.MinBy(mistake => (mistake.Line, mistake.Column))!;

    private static string Text(string path, ProfileMistake mistake) => mistake.Line == 0
        ? $"{path}: {mistake.Message}"
        : string.Create(CultureInfo.InvariantCulture, $"{path}:{mistake.Line}:{mistake.Column}: {mistake.Message}");
}
