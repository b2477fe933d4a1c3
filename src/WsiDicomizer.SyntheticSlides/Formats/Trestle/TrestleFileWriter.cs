using System.Globalization;
using System.Text;
using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Pages;
using WsiDicomizer.SyntheticSlides.Tiff;

namespace WsiDicomizer.SyntheticSlides.Formats.Trestle;

/// <summary>Writes the pages, all of them levels.</summary>
/// <param name="plan">What is decided.</param>
/// <param name="traits">What the variant is.</param>
internal sealed class TrestleFileWriter(PagedPlan plan, TrestleTraits traits)
{
    private static readonly PageEncoding Encoding = new() { Compression = 7, Photometric = 6, Subsampled = true };

    /// <summary>Writes everything.</summary>
    /// <param name="stream">Empty, and able to seek.</param>
    /// <param name="cancellationToken">Stops between tiles.</param>
    /// <returns>The levels as written.</returns>
    public IReadOnlyList<AnswerKeyLevel> Write(Stream stream, CancellationToken cancellationToken)
    {
        using var file = new PagedFileWriter(plan, Encoding, stream, big: false);
        List<AnswerKeyLevel> levels = [];
        for (var level = 0; level < plan.Levels.Count; level++)
        {
            var overlap = traits.OverlapOf(level, plan.Options.TileSize);
            var (directory, written) = overlap == 0
                ? file.WriteLevel(level, level, _ => false, cancellationToken)
                : new TrestleOverlapWriter(plan, file, overlap).Write(level, cancellationToken);
            directory.Ascii(TiffTag.Software, "MedScan");
            SetSpacing(directory, level);
            if (level == 0)
            {
                file.Plantings.WriteSlack(file.Writer);
                directory.Ascii(TiffTag.ImageDescription, Describe());
                file.Plantings.IntoLevel(level, directory, hasColor: true);
            }

            file.Plantings.DateInto(level, directory);
            file.Writer.WriteDirectory(directory);
            levels.Add(written);
        }

        return levels;
    }

    // Micrometres per pixel, where TIFF has pixels per unit.
    private void SetSpacing(TiffDirectory directory, int level)
    {
        var scale = (double)plan.Levels[0].Width / plan.Levels[level].Width;
        var spacing = (uint)Math.Round(plan.Options.MicrometresPerPixel * scale * 100_000);
        directory.Rational(TiffTag.XResolution, spacing, 100_000).Rational(TiffTag.YResolution, spacing, 100_000);
    }

    private string Describe()
    {
        var text = new StringBuilder("Background Color=E6E6E6;White Balance=FFFFFF;Objective Power=20;JPEG Quality=80");
        if (plan.Identity.PatientName is { } name)
        {
            text.Append(";Comment=").Append(name);
            plan.Planted.Add(PagePlantings.Tag(0, TiffTag.ImageDescription), "Comment", name, PlantedKind.UnknownKey);
        }

        text.Append(";OverlapsXY=");
        for (var level = 0; level < plan.Levels.Count; level++)
        {
            var overlap = traits.OverlapOf(level, plan.Options.TileSize);
            text.Append(CultureInfo.InvariantCulture, $" {overlap} {overlap}");
        }

        return text.ToString();
    }
}
