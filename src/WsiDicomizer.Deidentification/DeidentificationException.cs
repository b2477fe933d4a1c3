using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification;

/// <summary>Something in de-identification could not be done. The message never holds an original value.</summary>
public class DeidentificationException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened, what was expected and what to do; no value of a data set.</param>
    public DeidentificationException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception for a place in a data set.</summary>
    /// <param name="message">What happened, what was expected and what to do; no value of a data set.</param>
    /// <param name="tagPath">The place: <c>(0040,0560)[*].(0040,0551)</c>.</param>
    public DeidentificationException(string message, string tagPath)
        : base($"{tagPath}: {message}")
    {
        TagPath = tagPath;
    }

    /// <summary>Creates the exception for places that no rule covers.</summary>
    /// <param name="message">What happened, with the rules that would settle it.</param>
    /// <param name="tags">The attributes without a rule.</param>
    public DeidentificationException(string message, IReadOnlyList<DicomTag> tags)
        : base(message)
    {
        Tags = tags;
    }

    /// <summary>The place in the data set, where there is one.</summary>
    public string? TagPath { get; }

    /// <summary>The attributes that no rule covers, where the profile says <c>unknown: refuse</c>.</summary>
    public IReadOnlyList<DicomTag> Tags { get; } = [];
}
