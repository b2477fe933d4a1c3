using WsiDicomizer.Imaging.Drawing;
using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Encoders;
using WsiDicomizer.SyntheticSlides.Pages;
using WsiDicomizer.SyntheticSlides.Tiff;

namespace WsiDicomizer.SyntheticSlides.Formats.GenericTiff;

/// <summary>Writes the pages: levels, then a label and a macro that nothing names.</summary>
/// <param name="plan">What is decided.</param>
/// <param name="traits">What the variant is.</param>
internal sealed class GenericTiffFileWriter(PagedPlan plan, GenericTiffTraits traits)
{
    // One tile of the smaller level that is not stored.
    private const int MissingTile = 1;

    /// <summary>Writes everything.</summary>
    /// <param name="stream">Empty, and able to seek.</param>
    /// <param name="cancellationToken">Stops between tiles.</param>
    /// <returns>The levels as written.</returns>
    public IReadOnlyList<AnswerKeyLevel> Write(Stream stream, CancellationToken cancellationToken)
    {
        using var file = new PagedFileWriter(plan, traits.Encoding, stream, traits.BigTiff);
        var levels = traits.HasSubIfds ? WriteBelowFirst(file, cancellationToken) : WritePages(file, cancellationToken);
        if (traits.HasPictures)
        {
            WritePictures(file);
        }

        return levels;
    }

    private List<AnswerKeyLevel> WritePages(PagedFileWriter file, CancellationToken cancellationToken)
    {
        List<AnswerKeyLevel> levels = [];
        for (var level = 0; level < plan.Levels.Count; level++)
        {
            var (directory, written) = WriteLevel(file, level, level, cancellationToken);
            file.Writer.WriteDirectory(directory);
            levels.Add(written);
        }

        return levels;
    }

    // Children first: the first page has to say where they are.
    private List<AnswerKeyLevel> WriteBelowFirst(PagedFileWriter file, CancellationToken cancellationToken)
    {
        List<AnswerKeyLevel> levels = [];
        List<long> children = [];
        for (var level = 1; level < plan.Levels.Count; level++)
        {
            var (directory, written) = WriteLevel(file, level, 0, cancellationToken);
            children.Add(file.Writer.WriteChildDirectory(directory));
            levels.Add(written);
        }

        var (first, largest) = WriteLevel(file, 0, 0, cancellationToken);
        file.Writer.WriteDirectory(first.Offsets(TiffTag.SubIFDs, children, file.Writer.Big));
        return [largest, .. levels];
    }

    private (TiffDirectory Directory, AnswerKeyLevel Level) WriteLevel(
        PagedFileWriter file, int level, int page, CancellationToken cancellationToken)
    {
        var result = file.WriteLevel(
            level, page, tile => traits.Sparse && level == 1 && tile == MissingTile, cancellationToken);
        file.SetResolution(result.Directory, level);
        if (level > 0)
        {
            return result;
        }

        file.Plantings.WriteSlack(file.Writer);
        var name = plan.Identity.PatientName;
        file.Plantings.Text(
            result.Directory, page, TiffTag.ImageDescription, name is null ? null : $"HE section of {name}", PlantedKind.Text);
        file.Plantings.Text(
            result.Directory, page, TiffTag.Software, plan.Identity.ServerName is { } server ? $"exporter at {server}" : null, PlantedKind.Text);
        file.Plantings.Text(result.Directory, page, TiffTag.DocumentName, plan.Identity.Barcode, PlantedKind.Text);
        file.Plantings.Text(result.Directory, page, TiffTag.PageName, plan.Identity.CaseNumber, PlantedKind.Text);
        file.Plantings.Text(result.Directory, page, TiffTag.Model, plan.Identity.ScannerSerial, PlantedKind.Text);
        file.Plantings.IntoLevel(page, result.Directory, traits.Encoding.Samples == StoredSamples.Rgb);
        file.Plantings.DateInto(page, result.Directory);
        return result;
    }

    private static void WritePictures(PagedFileWriter file)
    {
        var label = file.PaintLabel();
        Write(label);
        Write(file.PaintMacro(label));

        // Nothing says which is which.
        void Write(Canvas canvas)
        {
            var directory = file.WriteStrips(canvas, 0);
            file.Plantings.NotePicture($"page {file.Writer.PageCount}", PlantedKind.MacroImage);
            file.Writer.WriteDirectory(directory);
        }
    }
}
