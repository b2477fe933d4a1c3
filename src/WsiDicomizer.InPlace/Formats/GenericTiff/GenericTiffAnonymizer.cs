using WsiDicomizer.InPlace.Names;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.InPlace.Texts;
using WsiDicomizer.InPlace.Tiff;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.InPlace.Formats.GenericTiff;

/// <summary>TIFF of no known scanner: every page that is no level leaves the chain.</summary>
/// <remarks>What hangs below a page that stays cannot leave, and becomes white. Source: formats.md 9.1.</remarks>
internal sealed class GenericTiffAnonymizer : IFormatAnonymizer
{
    /// <inheritdoc/>
    public IReadOnlyList<string> FormatNames { get; } = ["generic-tiff"];

    /// <inheritdoc/>
    public void Plan(PlanContext context)
    {
        TextRemoval.Plan(context);
        TiffSlidePictures.Plan(context, TiffFile.Read(context.Open(0), TiffLimits.Default));
        NameChange.Plan(context);
    }
}
