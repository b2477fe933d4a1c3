using WsiDicomizer.InPlace.Names;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.InPlace.Texts;
using WsiDicomizer.InPlace.Tiff;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.InPlace.Formats.Aperio;

/// <summary>Aperio's SVS: label and macro leave the chain; the first pages, which readers tell by their place, stay.</summary>
/// <remarks>Source: formats.md 1.5.</remarks>
internal sealed class AperioAnonymizer : IFormatAnonymizer
{
    /// <inheritdoc/>
    public IReadOnlyList<string> FormatNames { get; } = ["aperio"];

    /// <inheritdoc/>
    public void Plan(PlanContext context)
    {
        TextRemoval.Plan(context);
        TiffPictures.Unlink(context, 0, TiffFile.Read(context.Open(0), TiffLimits.Default));
        NameChange.Plan(context);
    }
}
