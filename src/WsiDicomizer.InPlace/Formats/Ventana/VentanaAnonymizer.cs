using WsiDicomizer.InPlace.Names;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.InPlace.Texts;
using WsiDicomizer.InPlace.Tiff;
using WsiDicomizer.Slides;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.InPlace.Formats.Ventana;

/// <summary>Ventana's BIF and TIFF of all generations: the overview with its label becomes white where it is the first page.</summary>
/// <remarks>The first page has the XML that readers know the format by, so it stays linked; other pictures leave the chain. Source: formats.md 5.6.</remarks>
internal sealed class VentanaAnonymizer : IFormatAnonymizer
{
    /// <inheritdoc/>
    public IReadOnlyList<string> FormatNames { get; } = ["ventana"];

    /// <inheritdoc/>
    public void Plan(PlanContext context)
    {
        TextRemoval.Plan(context, record => !VentanaMarks.Has(record));
        if (context.Reaches(AnonymizationLevel.IV))
        {
            PlanFileNames(context);
            VentanaMarks.Plan(context);
        }

        TiffSlidePictures.Plan(context, TiffFile.Read(context.Open(0), TiffLimits.Default));
        NameChange.Plan(context);
    }

    /// <summary>Names and folders of other files in the XML: nothing is found by them any more.</summary>
    private static void PlanFileNames(PlanContext context)
    {
        foreach (var record in context.Records.Where(record => record is { Kind: IdentityKind.FileName, Range: not null }))
        {
            if (context.Rules.Keeps(record))
            {
                context.Tell(record, PlaceAction.Kept);
            }
            else
            {
                TextRemoval.Overwrite(context, record);
            }
        }
    }
}
