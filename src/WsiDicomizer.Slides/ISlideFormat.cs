namespace WsiDicomizer.Slides;

/// <summary>A vendor's format: one folder under <c>Formats/</c> and one line in <see cref="SlideFormats"/>.</summary>
public interface ISlideFormat
{
    /// <summary>The name in messages and reports, e.g. <c>aperio</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Whether files of the format are taken only where somebody named them, never where they were found in a folder: what any
    /// program writes may as well be a photograph of a label.
    /// </summary>
    bool IsTakenOnlyByName => false;

    /// <summary>Looks whether a file is of this format, by content.</summary>
    /// <param name="file">The opened file.</param>
    /// <returns>No, yes, or yes but unsupported, each with a reason.</returns>
    /// <exception cref="SlideFormatException">The file is damaged before that can be told.</exception>
    SlideDetection Detect(SlideFile file);

    /// <summary>Opens a slide that <see cref="Detect"/> has answered yes for. Takes over the file.</summary>
    /// <param name="file">The opened file; closed by the slide, or by this method when it throws.</param>
    /// <exception cref="SlideFormatException">The slide is damaged or has something that is not supported.</exception>
    Slide Open(SlideFile file);
}

/// <summary>The answer of a format's detection.</summary>
/// <param name="Verdict">No, yes, or yes but unsupported.</param>
/// <param name="Reason">Why, for people: e.g. <c>tag 270 of the first page starts with "Aperio"</c>.</param>
public readonly record struct SlideDetection(SlideVerdict Verdict, string Reason);

/// <summary>Whether a file is of a format.</summary>
public enum SlideVerdict
{
    /// <summary>It is not.</summary>
    No,

    /// <summary>It is.</summary>
    Yes,

    /// <summary>It is, in a variant that is not supported.</summary>
    Unsupported,
}
