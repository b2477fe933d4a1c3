using System.Globalization;
using System.Text;
using WsiDicomizer.Imaging.Drawing;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Drawing;
using WsiDicomizer.SyntheticSlides.Encoders;
using WsiDicomizer.SyntheticSlides.Tiff;

namespace WsiDicomizer.SyntheticSlides.Formats.Aperio;

/// <summary>Writes the pages in the order of real files: level 0, thumbnail, further levels, label, macro.</summary>
internal sealed class AperioFileWriter
{
    private static readonly PixelSize LabelSize = new(387, 463);
    private static readonly PixelSize MacroSize = new(1280, 431);

    private readonly AperioPlan _plan;
    private readonly TiffWriter _writer;
    private readonly SlidePainter _painter;
    private readonly AperioPlantings _plantings;

    /// <summary>Starts the file.</summary>
    /// <param name="plan">What is decided.</param>
    /// <param name="stream">Empty, and able to seek.</param>
    public AperioFileWriter(AperioPlan plan, Stream stream)
    {
        _plan = plan;
        _writer = new TiffWriter(stream, plan.BigTiff);
        _painter = new SlidePainter(plan.Options.Seed);
        _plantings = new AperioPlantings(plan);
    }

    /// <summary>Writes everything.</summary>
    /// <returns>The levels as written.</returns>
    public IReadOnlyList<AnswerKeyLevel> Write(CancellationToken cancellationToken)
    {
        using var encoders = new AperioEncoders(_plan);
        var levelEncoder = encoders.ForLevels();
        var levelWriter = new AperioLevelWriter(_plan, _writer, _painter, levelEncoder);
        List<AnswerKeyLevel> levels = [];
        for (var level = 0; level < _plan.Levels.Count; level++)
        {
            levels.Add(WriteLevel(level, levelWriter, levelEncoder, cancellationToken));
            if (level == 0)
            {
                WriteThumbnail(encoders.ForThumbnail());
            }
        }

        var label = GlassPainter.PaintLabel(LabelSize.Width, LabelSize.Height, _plantings.LabelText);
        WriteLabel(label);
        WriteMacro(label, encoders.ForGlass());
        return levels;
    }

    private AnswerKeyLevel WriteLevel(
        int level, AperioLevelWriter levelWriter, ITileEncoder encoder, CancellationToken cancellationToken)
    {
        var size = _plan.Levels[level];
        var (columns, rows) = _plan.GridOf(size);
        var plantings = level == 0 ? _plantings.OfTiles(columns * rows) : [];
        var (directory, described) = levelWriter.WriteTiles(level, plantings, cancellationToken);
        if (level == 0)
        {
            WriteSlack();
        }

        Describe(directory, 0, size, _plan.Traits.Compression)
            .Ascii(TiffTag.ImageDescription, _plan.Description.Level(level, size))
            .Long(TiffTag.TileWidth, (uint)_plan.TileSize)
            .Long(TiffTag.TileLength, (uint)_plan.TileSize);
        if (_plan.Description.HasKeys(level))
        {
            _plantings.NoteKeys(_writer.PageCount);
        }

        if (_plan.Traits.IsJpeg)
        {
            AddJpegTags(directory, level == 0 ? _plantings.IntoTables(encoder.SharedTables) : encoder.SharedTables);
        }
        else
        {
            directory.Short(TiffTag.PhotometricInterpretation, 2);
        }

        _plantings.IntoLevel(level, directory);
        _writer.WriteDirectory(directory);
        return described;
    }

    private void WriteThumbnail(ITileEncoder encoder)
    {
        var size = AperioPyramid.ThumbnailOf(_plan.Options.Size);
        var canvas = new Canvas(size.Width, size.Height);
        var (columns, rows) = _plan.GridOf(_plan.Levels[1]);
        SlidePainter.PaintOverview(canvas, 0, 0, size.Width, size.Height, Math.Min(columns, 64), Math.Min(rows, 64));
        _painter.AddGrain(canvas);
        var directory = WriteStrips(canvas, encoder, 0)
            .Ascii(TiffTag.ImageDescription, _plan.Description.Thumbnail(size));
        if (_plan.Description.ThumbnailHasKeys)
        {
            _plantings.NoteKeys(_writer.PageCount);
        }

        _plantings.IntoThumbnail(directory);
        _writer.WriteDirectory(directory);
    }

    private void WriteLabel(Canvas label)
    {
        var size = new PixelSize(label.Width, label.Height);
        // As libtiff divides by default: strips of at most 8 KiB.
        var rowsPerStrip = 8192 / (size.Width * 3);
        List<long> offsets = [];
        List<uint> counts = [];
        for (var row = 0; row < size.Height; row += rowsPerStrip)
        {
            var strip = label.Rows(row, Math.Min(rowsPerStrip, size.Height - row));
            var bytes = LzwStripEncoder.Encode(strip, size.Width);
            offsets.Add(_writer.Append(bytes));
            counts.Add((uint)bytes.Length);
        }

        var directory = Describe(new TiffDirectory(), 1, size, compression: 5)
            .Short(TiffTag.PhotometricInterpretation, 2)
            .Short(TiffTag.Predictor, 2)
            .Short(TiffTag.RowsPerStrip, (ushort)rowsPerStrip)
            .Offsets(TiffTag.StripOffsets, offsets, _writer.Big)
            .Long(TiffTag.StripByteCounts, [.. counts]);
        AddGlassDescription(directory, "label", size);
        _plantings.IntoLabel(directory, _writer.PageCount);
        _writer.WriteDirectory(directory);
    }

    private void WriteMacro(Canvas label, ITileEncoder encoder)
    {
        var aspect = (double)_plan.Options.Size.Width / _plan.Options.Size.Height;
        var macro = GlassPainter.PaintMacro(MacroSize.Width, MacroSize.Height, label, _painter, aspect);
        var directory = WriteStrips(macro, encoder, 9);
        AddGlassDescription(directory, "macro", MacroSize);
        _plantings.IntoMacro(directory, _writer.PageCount);
        _writer.WriteDirectory(directory);
    }

    private void AddGlassDescription(TiffDirectory directory, string word, PixelSize size)
    {
        if (_plan.Description.Glass(word, size) is { } text)
        {
            directory.Ascii(TiffTag.ImageDescription, text);
        }
    }

    private TiffDirectory WriteStrips(Canvas canvas, ITileEncoder encoder, uint subfileType)
    {
        const int rowsPerStrip = 16;
        List<long> offsets = [];
        List<uint> counts = [];
        for (var row = 0; row < canvas.Height; row += rowsPerStrip)
        {
            var rows = Math.Min(rowsPerStrip, canvas.Height - row);
            var bytes = encoder.Encode(canvas.Rows(row, rows), canvas.Width, rows);
            offsets.Add(_writer.Append(bytes));
            counts.Add((uint)bytes.Length);
        }

        var directory = Describe(
            new TiffDirectory(), subfileType, new PixelSize(canvas.Width, canvas.Height), AperioTraits.Jpeg)
            .Short(TiffTag.RowsPerStrip, rowsPerStrip)
            .Offsets(TiffTag.StripOffsets, offsets, _writer.Big)
            .Long(TiffTag.StripByteCounts, [.. counts]);
        AddJpegTags(directory, encoder.SharedTables);
        return directory;
    }

    private static TiffDirectory Describe(TiffDirectory directory, uint subfileType, PixelSize size, ushort compression) =>
        directory
            .Long(TiffTag.NewSubfileType, subfileType)
            .Long(TiffTag.ImageWidth, (uint)size.Width)
            .Long(TiffTag.ImageLength, (uint)size.Height)
            .Short(TiffTag.BitsPerSample, 8, 8, 8)
            .Short(TiffTag.Compression, compression)
            .Short(TiffTag.SamplesPerPixel, 3)
            .Short(TiffTag.PlanarConfiguration, 1)
            .Long(TiffTag.ImageDepth, 1);

    // On RGB pages real files say 2, 2 in tag 530 although nothing is subsampled.
    private void AddJpegTags(TiffDirectory directory, byte[]? tables)
    {
        var (horizontal, vertical) = _plan.Traits.Photometric == 6 ? _plan.Traits.Subsampling : (2, 2);
        directory
            .Short(TiffTag.PhotometricInterpretation, _plan.Traits.Photometric)
            .Short(TiffTag.YCbCrSubSampling, (ushort)horizontal, (ushort)vertical);
        if (tables is not null)
        {
            directory.Undefined(TiffTag.JPEGTables, tables);
        }
    }

    private void WriteSlack()
    {
        if (AperioDescription.Title(_plan.Identity) is { } title)
        {
            var offset = _writer.Append(Encoding.UTF8.GetBytes($"|Title = {title}|"));
            var where = string.Create(CultureInfo.InvariantCulture, $"offset {offset}, between structures");
            _plan.Planted.Add(where, "Title", title, PlantedKind.Text);
        }
    }
}
