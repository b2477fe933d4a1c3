using System.Globalization;
using System.Text;
using WsiDicomizer.Imaging.Drawing;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Drawing;
using WsiDicomizer.SyntheticSlides.Encoders;
using WsiDicomizer.SyntheticSlides.Tiff;

namespace WsiDicomizer.SyntheticSlides.Formats.Philips;

/// <summary>Writes the pages in the order of real files: levels, then macro and label.</summary>
internal sealed class PhilipsFileWriter : IDisposable
{
    private const ushort Jpeg = 7;
    private const int Quality = 80;

    private static readonly PixelSize LabelSize = new(387, 463);
    private static readonly PixelSize MacroSize = new(1280, 431);

    private readonly PhilipsPlan _plan;
    private readonly TiffWriter _writer;
    private readonly SlidePainter _painter;
    private readonly PhilipsPlantings _plantings;
    private readonly JpegCodec _codec = new(JpegLimits.Default);
    private readonly JpegTileEncoder _encoder;

    /// <summary>Starts the file.</summary>
    /// <param name="plan">What is decided.</param>
    /// <param name="stream">Empty, and able to seek.</param>
    public PhilipsFileWriter(PhilipsPlan plan, Stream stream)
    {
        _plan = plan;
        _writer = new TiffWriter(stream, plan.BigTiff);
        _painter = new SlidePainter(plan.Options.Seed);
        _plantings = new PhilipsPlantings(plan);
        _encoder = new JpegTileEncoder(_codec, EncodeOptions, sharedTables: true);
    }

    private JpegEncodeOptions EncodeOptions => new()
    {
        Quality = Quality,
        Color = _plan.Traits.Rgb ? JpegColor.Rgb : JpegColor.YCbCr,
        Subsampling = _plan.Traits.Rgb ? JpegSubsampling.None : JpegSubsampling.HorizontalAndVertical,
    };

    /// <summary>Writes everything.</summary>
    /// <returns>The levels as written.</returns>
    public IReadOnlyList<AnswerKeyLevel> Write(CancellationToken cancellationToken)
    {
        var label = GlassPainter.PaintLabel(LabelSize.Width, LabelSize.Height, _plantings.LabelText);
        var aspect = (double)_plan.Options.Size.Width / _plan.Options.Size.Height;
        var macro = GlassPainter.PaintMacro(MacroSize.Width, MacroSize.Height, label, _painter, aspect);
        var import = new PhilipsImportWriter(_plan, EncodeWhole(label), EncodeWhole(macro));
        var tiles = new TileGridWriter(
            _writer, _painter, _encoder, _plan.Options.TileSize, _plan.Options.MaxDistinctTiles);
        List<AnswerKeyLevel> levels = [];
        for (var level = 0; level < _plan.Levels.Count; level++)
        {
            levels.Add(WriteLevel(level, tiles, import, cancellationToken));
        }

        if (_plan.Traits.HasPages)
        {
            WritePicture("Macro", macro, PlantedKind.MacroImage);
            WritePicture("Label", label, PlantedKind.LabelImage);
        }

        return levels;
    }

    /// <inheritdoc/>
    public void Dispose() => _codec.Dispose();

    private AnswerKeyLevel WriteLevel(
        int level, TileGridWriter tiles, PhilipsImportWriter import, CancellationToken cancellationToken)
    {
        var size = _plan.Levels[level];
        var grid = _plan.GridOf(size);
        var count = grid.Columns * grid.Rows;
        bool IsMissing(int tile) =>
            _plan.Traits.Sparse && count > 3 && ((tile % grid.Columns) + (tile / grid.Columns)) % 3 == 2;
        var stored = Enumerable.Range(0, Math.Min(count, 16)).Where(tile => !IsMissing(tile)).ToList();
        var written = tiles.Write(
            level, grid, IsMissing, level == 0 ? _plantings.OfTiles(stored) : [], cancellationToken);
        if (level == 0)
        {
            WriteSlack();
        }

        var directory = written.Directory;
        Describe(directory, level == 0 ? 0u : 1u, _plan.RoundUp(size));
        AddTables(directory, level == 0 ? _plantings.IntoTables(_encoder.SharedTables!) : _encoder.SharedTables!);
        if (_plan.Traits.WrongDepth)
        {
            directory.Long(TiffTag.ImageDepth, 9).Long(TiffTag.TileDepth, 9);
        }

        if (level == 0)
        {
            directory.Ascii(TiffTag.ImageDescription, import.Write()).Ascii(TiffTag.Software, _plan.Traits.Software);
        }
        else
        {
            var magnification = (40.0 / (1 << level)).ToString("0.######", CultureInfo.InvariantCulture);
            directory.Ascii(
                TiffTag.ImageDescription,
                _plantings.WithResidue(level, $"level={level} mag={magnification} quality={Quality}"));
        }

        _plantings.IntoLevel(level, directory);
        _writer.WriteDirectory(directory);
        return new AnswerKeyLevel
        {
            Page = level,
            Width = size.Width,
            Height = size.Height,
            TileWidth = _plan.Options.TileSize,
            TileHeight = _plan.Options.TileSize,
            RepeatsAfter = written.RepeatsAfter,
            MissingTiles = written.Missing,
        };
    }

    private void WritePicture(string word, Canvas canvas, PlantedKind kind)
    {
        const int rowsPerStrip = 64;
        List<long> offsets = [];
        List<uint> counts = [];
        for (var row = 0; row < canvas.Height; row += rowsPerStrip)
        {
            var rows = Math.Min(rowsPerStrip, canvas.Height - row);
            var bytes = _encoder.Encode(canvas.Rows(row, rows), canvas.Width, rows);
            offsets.Add(_writer.Append(bytes));
            counts.Add((uint)bytes.Length);
        }

        var directory = new TiffDirectory()
            .Ascii(TiffTag.ImageDescription, word + _plan.Traits.PictureText)
            .Short(TiffTag.RowsPerStrip, rowsPerStrip)
            .Offsets(TiffTag.StripOffsets, offsets, _writer.Big)
            .Long(TiffTag.StripByteCounts, [.. counts]);
        Describe(directory, 0, new PixelSize(canvas.Width, canvas.Height));
        AddTables(directory, _encoder.SharedTables!);
        _plantings.IntoPicture(directory, _writer.PageCount, kind);
        _writer.WriteDirectory(directory);
    }

    private void Describe(TiffDirectory directory, uint subfileType, PixelSize size) => directory
        .Long(TiffTag.NewSubfileType, subfileType)
        .Long(TiffTag.ImageWidth, (uint)size.Width)
        .Long(TiffTag.ImageLength, (uint)size.Height)
        .Short(TiffTag.BitsPerSample, 8, 8, 8)
        .Short(TiffTag.Compression, Jpeg)
        .Short(TiffTag.PhotometricInterpretation, _plan.Traits.Rgb ? (ushort)2 : (ushort)6)
        .Short(TiffTag.SamplesPerPixel, 3)
        .Short(TiffTag.PlanarConfiguration, 1);

    private void AddTables(TiffDirectory directory, byte[] tables)
    {
        directory.Undefined(TiffTag.JPEGTables, tables);
        if (!_plan.Traits.Rgb)
        {
            directory.Short(TiffTag.YCbCrSubSampling, 2, 2);
        }
    }

    private byte[] EncodeWhole(Canvas canvas) => _codec.Encode(
        canvas.Pixels,
        new PixelSize(canvas.Width, canvas.Height),
        new JpegEncodeOptions { Quality = Quality, Subsampling = JpegSubsampling.HorizontalAndVertical });

    private void WriteSlack()
    {
        if (_plan.Identity.CaseNumber is { } caseNumber)
        {
            var offset = _writer.Append(Encoding.UTF8.GetBytes($"<Case>{caseNumber}</Case>"));
            _plan.Planted.Add(
                string.Create(CultureInfo.InvariantCulture, $"offset {offset}, between structures"),
                "Case",
                caseNumber,
                PlantedKind.Identifier);
        }
    }
}
