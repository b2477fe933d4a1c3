using WsiDicomizer.Imaging.Drawing;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Drawing;
using WsiDicomizer.SyntheticSlides.Encoders;
using WsiDicomizer.SyntheticSlides.Pages;
using WsiDicomizer.SyntheticSlides.Tiff;

namespace WsiDicomizer.SyntheticSlides.Formats.Ome;

/// <summary>Writes the pages: those of level 0 (or of every level), then label and macro.</summary>
/// <param name="plan">What is decided.</param>
/// <param name="traits">What the variant is.</param>
internal sealed class OmeFileWriter(PagedPlan plan, OmeTraits traits)
{
    private static readonly PixelSize LabelSize = new(387, 463);
    private static readonly PixelSize MacroSize = new(1280, 431);

    private ViewTileEncoder? _view;

    /// <summary>Writes everything.</summary>
    /// <param name="stream">Empty, and able to seek.</param>
    /// <param name="cancellationToken">Stops between tiles.</param>
    /// <returns>The levels as written, plane by plane and channel by channel.</returns>
    public IReadOnlyList<AnswerKeyLevel> Write(Stream stream, CancellationToken cancellationToken)
    {
        using var file = new PagedFileWriter(
            plan, traits.Encoding, stream, traits.BigTiff, inner => _view = new ViewTileEncoder(inner, new GreyAsRgbTileEncoder(inner)));
        List<AnswerKeyLevel> levels = [];
        for (var view = 0; view < traits.Views; view++)
        {
            _view!.Channel = traits.Channels == 0 ? null : view % traits.Channels;
            _view.Plane = view / Math.Max(1, traits.Channels);
            levels.AddRange(traits.HasResolutionImages ? WritePages(file, cancellationToken) : WriteBelow(file, cancellationToken));
        }

        if (traits.HasPictures)
        {
            WritePictures(file);
        }

        return levels;
    }

    private IEnumerable<AnswerKeyLevel> WritePages(PagedFileWriter file, CancellationToken cancellationToken)
    {
        for (var level = 0; level < plan.Levels.Count; level++)
        {
            var (directory, written) = WriteLevel(file, level, level, cancellationToken);
            WritePage(file, directory);
            yield return written;
        }
    }

    // Children first: their page has to say where they are.
    private List<AnswerKeyLevel> WriteBelow(PagedFileWriter file, CancellationToken cancellationToken)
    {
        var page = file.Writer.PageCount;
        List<AnswerKeyLevel> levels = [];
        List<long> children = [];
        for (var level = 1; level < plan.Levels.Count; level++)
        {
            var (directory, written) = WriteLevel(file, level, page, cancellationToken);
            children.Add(file.Writer.WriteChildDirectory(directory));
            levels.Add(written);
        }

        var (first, largest) = WriteLevel(file, 0, page, cancellationToken);
        WritePage(file, first.Offsets(TiffTag.SubIFDs, children, file.Writer.Big));
        return [largest, .. levels];
    }

    private (TiffDirectory Directory, AnswerKeyLevel Level) WriteLevel(
        PagedFileWriter file, int level, int page, CancellationToken cancellationToken)
    {
        var result = file.WriteLevel(level, page, _ => false, cancellationToken);
        if (level == 0)
        {
            file.Plantings.IntoLevel(page, result.Directory, traits.Encoding.Samples == StoredSamples.Rgb);
            file.Plantings.DateInto(page, result.Directory);
        }

        return result;
    }

    private void WritePage(PagedFileWriter file, TiffDirectory directory)
    {
        if (file.Writer.PageCount == 0)
        {
            file.Plantings.WriteSlack(file.Writer);
            directory.Ascii(TiffTag.ImageDescription, WithResidue(new OmeXmlWriter(plan, traits, LabelSize, MacroSize).Write()));
        }

        directory.Ascii(TiffTag.Software, "OME Bio-Formats 6.7.0");
        file.Writer.WriteDirectory(directory);
    }

    // An older text behind the end of the XML, as a tool leaves it that writes a shorter one over it.
    private string WithResidue(string text)
    {
        if (plan.Identity.PatientName is not { } name)
        {
            return text;
        }

        plan.Planted.Add(PagePlantings.Tag(0, TiffTag.ImageDescription), "text behind the end", name, PlantedKind.UnknownKey);
        return $"{text}\0{name}";
    }

    private void WritePictures(PagedFileWriter file)
    {
        var label = GlassPainter.PaintLabel(LabelSize.Width, LabelSize.Height, file.Plantings.LabelText);
        Write(label, PlantedKind.LabelImage);
        Write(
            GlassPainter.PaintMacro(
                MacroSize.Width, MacroSize.Height, label, file.Painter, (double)plan.Options.Size.Width / plan.Options.Size.Height),
            PlantedKind.MacroImage);

        void Write(Canvas canvas, PlantedKind kind)
        {
            var directory = file.WriteStrips(canvas, 0);
            file.Plantings.NotePicture($"page {file.Writer.PageCount}", kind);
            WritePage(file, directory);
        }
    }
}
