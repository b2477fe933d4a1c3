using WsiDicomizer.InPlace.Planning;

namespace WsiDicomizer.InPlace;

/// <summary>What is special about taking identity out of a vendor's files: one folder under <c>Formats/</c>.</summary>
/// <remarks>
/// What all formats have in common is in <see cref="Texts.TextRemoval"/> (values, by the slide's identity records),
/// <see cref="Names.NameChange"/> and <see cref="Tiff.TiffPictures"/>; a format calls what fits it, in the order of painting:
/// a later patch covers an earlier one.
/// </remarks>
internal interface IFormatAnonymizer
{
    /// <summary>The names of the formats it is for: <see cref="Slides.Slide.FormatName"/>.</summary>
    IReadOnlyList<string> FormatNames { get; }

    /// <summary>Plans what becomes of names, pictures and texts, as the rules say. Nothing is written.</summary>
    /// <param name="context">The slide, the rules and the plan.</param>
    /// <exception cref="AnonymizationException">The slide cannot be done, or the rules refuse it; says what would settle it.</exception>
    /// <exception cref="Slides.SlideFormatException">A file is damaged.</exception>
    void Plan(PlanContext context);
}
