using WsiDicomizer.InPlace.Names;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.InPlace.Texts;

namespace WsiDicomizer.InPlace.Formats.PlainImage;

/// <summary>PNG files: identity is in chunks beside the pixels, each of which has a checksum.</summary>
/// <remarks>Source: ISO/IEC 15948 (PNG) 5.3, 11.3.</remarks>
internal sealed class PlainPngAnonymizer : IFormatAnonymizer
{
    /// <inheritdoc/>
    public IReadOnlyList<string> FormatNames { get; } = ["png"];

    /// <inheritdoc/>
    public void Plan(PlanContext context)
    {
        TextRemoval.Plan(context);
        if (context.Reaches(AnonymizationLevel.IV))
        {
            PngChunks.Plan(context, fileIndex: 0);
        }

        NameChange.Plan(context);
    }
}
