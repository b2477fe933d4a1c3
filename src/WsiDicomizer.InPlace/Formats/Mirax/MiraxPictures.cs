using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg.Masking;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.InPlace.Tiff;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Formats.Mirax;

/// <summary>Label, macro and what else may show the glass: in data files by their layers, and in the file with the suffix.</summary>
/// <remarks>
/// Unlinked is a picture whose value is called <c>ScanDataLayer_Empty</c>; its record in the index keeps its number. The file with
/// the suffix is a picture that nothing links: it becomes white from level II on. Source: formats.md 4.7 A and B.
/// </remarks>
internal sealed class MiraxPictures
{
    private const string Empty = "ScanDataLayer_Empty";

    private readonly PlanContext _context;
    private readonly MiraxLayers _layers;

    /// <summary>Prepares a plan.</summary>
    /// <param name="context">The slide and the plan.</param>
    /// <param name="slidedat">Its Slidedat.ini.</param>
    public MiraxPictures(PlanContext context, MiraxSlidedat slidedat)
    {
        _context = context;
        _layers = new MiraxLayers(context, slidedat);
    }

    /// <summary>Plans what becomes of them.</summary>
    /// <exception cref="AnonymizationException">The label cannot be masked on a macro.</exception>
    public void Plan()
    {
        if (!_context.Reaches(AnonymizationLevel.II))
        {
            return;
        }

        foreach (var record in _context.Records.Where(record =>
            record is { Kind: IdentityKind.LabelImage or IdentityKind.MacroImage, Range: not null }
            && !MiraxForeignFiles.IsIn(_context, record)))
        {
            _context.Tell(record, Plan(record));
        }

        if (_context.Rules.Thumbnail == PictureRule.Drop)
        {
            PlanThumbnails();
        }
    }

    private PlaceAction Plan(IdentityRecord record)
    {
        var rule = _context.Rules.ForPicture(record.Kind);
        if (rule == PictureRule.Keep)
        {
            return PlaceAction.Kept;
        }

        if (record.FileIndex == 0)
        {
            MiraxBlank.Plan(_context, 0, record.Range!.Value);
            return PlaceAction.Blanked;
        }

        if (_context.Rules.DrawLabelText && record.Kind == IdentityKind.LabelImage)
        {
            MiraxLabel.Plan(_context, record);
            return PlaceAction.Redrawn;
        }

        if (rule == PictureRule.MaskLabel && FindMacro(record) is { } macro)
        {
            Mask(record, macro);
            return PlaceAction.Masked;
        }

        return Drop(record.Location, record.FileIndex, record.Range!.Value);
    }

    private AssociatedImage? FindMacro(IdentityRecord record) => _context.Slide.AssociatedImages.FirstOrDefault(image =>
        image.Kind == AssociatedImageKind.Macro && image.Location == record.Location);

    private void Mask(IdentityRecord record, AssociatedImage macro)
    {
        var range = record.Range!.Value;
        var color = macro.Encoding.Color switch
        {
            TileColor.Grey => JpegColor.Grey,
            TileColor.YCbCr => JpegColor.YCbCr,
            _ => JpegColor.Rgb,
        };
        var area = MaskArea.Find(_context.Rules, macro) ?? throw new AnonymizationException(
            $"{macro.Location}: where the label is on this macro is not known; --label-area says it, '--overview drop' drops the macro");
        if (!new JpegMask(color, JpegLimits.Default).TryApply(
            _context.Read(record.FileIndex, range), area, out var masked, out var reason)
            || masked.Stream.Length > range.Length)
        {
            throw new AnonymizationException(
                $"{macro.Location}: the label cannot be masked on this macro ({reason ?? "it would become longer"}); "
                + "'--overview drop' drops the macro");
        }

        _context.Zero(record.FileIndex, range);
        _context.Write(record.FileIndex, range.Offset, masked.Stream, PatchStage.Pictures);
    }

    private PlaceAction Drop(string location, int file, ByteRange range)
    {
        var isOverwritten = _context.Reaches(AnonymizationLevel.III);
        if (isOverwritten)
        {
            MiraxBlank.Plan(_context, file, range);
        }

        var (layer, value) = Split(location);
        foreach (var name in _layers.FindNames(layer, value))
        {
            // A shorter name than that has no scanner given.
            MiraxSlidedat.Replace(
                _context, name, name.Length < Empty.Length ? new string('X', (int)name.Length) : Empty, PatchStage.Pointers);
        }

        return isOverwritten ? PlaceAction.OverwrittenAndUnlinked : PlaceAction.Unlinked;
    }

    private void PlanThumbnails()
    {
        foreach (var location in _context.Slide.AssociatedImages
            .Where(image => image.Kind == AssociatedImageKind.Thumbnail).Select(image => image.Location))
        {
            var (layer, value) = Split(location);
            foreach (var (file, range) in _layers.Find(layer, value).ToList())
            {
                var action = Drop(location, file, range);
                _context.Tell(
                    new IdentityRecord
                    {
                        FileIndex = file,
                        Location = location,
                        Name = "thumbnail image",
                        Kind = IdentityKind.MacroImage,
                        Range = range,
                    },
                    action);
            }
        }
    }

    // As the reader writes them: a layer and its value.
    private static (string Layer, string Value) Split(string location)
    {
        var comma = location.LastIndexOf(", ", StringComparison.Ordinal);
        return comma < 0 ? (location, string.Empty) : (location[..comma], location[(comma + 2)..]);
    }
}
