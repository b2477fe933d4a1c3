using WsiDicomizer.InPlace.Names;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.InPlace.Texts;
using WsiDicomizer.InPlace.Tiff;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.InPlace.Formats.Qptiff;

/// <summary>QPTIFF: pages are told by their XML, and may go.</summary>
/// <remarks>Source: formats.md 9.8.</remarks>
internal sealed class QptiffAnonymizer : IFormatAnonymizer
{
    /// <inheritdoc/>
    public IReadOnlyList<string> FormatNames { get; } = ["qptiff"];

    /// <inheritdoc/>
    public void Plan(PlanContext context)
    {
        TextRemoval.Plan(context);
        TiffSlidePictures.Plan(context, TiffFile.Read(context.Open(0), TiffLimits.Default));
        NameChange.Plan(context);
    }
}
