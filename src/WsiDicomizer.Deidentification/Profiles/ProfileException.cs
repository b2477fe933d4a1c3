using System.Globalization;

namespace WsiDicomizer.Deidentification.Profiles;

/// <summary>A profile is wrong: where, what is wrong, and what would be right.</summary>
public sealed class ProfileException : DeidentificationException
{
    /// <summary>Creates the exception for a place in a profile.</summary>
    /// <param name="path">The profile's file.</param>
    /// <param name="line">1-based.</param>
    /// <param name="column">1-based.</param>
    /// <param name="message">What is wrong and what would be right.</param>
    public ProfileException(string path, long line, long column, string message)
        : base(string.Create(CultureInfo.InvariantCulture, $"{path}:{line}:{column}: {message}"))
    {
        Path = path;
        Line = line;
        Column = column;
    }

    /// <summary>Creates the exception for a profile as a whole.</summary>
    /// <param name="path">The profile's file or name.</param>
    /// <param name="message">What is wrong and what would be right.</param>
    public ProfileException(string path, string message)
        : base($"{path}: {message}")
    {
        Path = path;
    }

    /// <summary>The profile's file or name.</summary>
    public string Path { get; }

    /// <summary>The line, from 1; 0 where the profile as a whole is meant.</summary>
    public long Line { get; }

    /// <summary>The column, from 1; 0 where the profile as a whole is meant.</summary>
    public long Column { get; }
}
