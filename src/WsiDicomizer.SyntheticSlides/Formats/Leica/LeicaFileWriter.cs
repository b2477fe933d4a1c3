using System.Globalization;
using System.Text;
using WsiDicomizer.Imaging.Drawing;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Drawing;
using WsiDicomizer.SyntheticSlides.Encoders;
using WsiDicomizer.SyntheticSlides.Tiff;

namespace WsiDicomizer.SyntheticSlides.Formats.Leica;

/// <summary>Writes the pages in the order of real files: the macro's resolutions, then each area's levels.</summary>
internal sealed class LeicaFileWriter : IDisposable
{
    private const ushort Jpeg = 7;
    private const int Quality = 75;

    private readonly LeicaPlan _plan;
    private readonly TiffWriter _writer;
    private readonly SlidePainter _painter;
    private readonly LeicaPlantings _plantings;
    private readonly JpegCodec _codec = new(JpegLimits.Default);
    private readonly JpegTileEncoder _encoder;
    private readonly ViewTileEncoder _view;

    /// <summary>Starts the file.</summary>
    /// <param name="plan">What is decided.</param>
    /// <param name="stream">Empty, and able to seek.</param>
    public LeicaFileWriter(LeicaPlan plan, Stream stream)
    {
        _plan = plan;
        _writer = new TiffWriter(stream, plan.BigTiff);
        _painter = new SlidePainter(plan.Options.Seed);
        _plantings = new LeicaPlantings(plan);
        _encoder = new JpegTileEncoder(
            _codec,
            new JpegEncodeOptions { Quality = Quality, Subsampling = JpegSubsampling.HorizontalAndVertical },
            sharedTables: true);
        _view = new ViewTileEncoder(
            _encoder,
            new JpegTileEncoder(_codec, new JpegEncodeOptions { Quality = Quality, Color = JpegColor.Grey }, sharedTables: true));
    }

    /// <summary>Writes everything.</summary>
    /// <returns>The levels of all areas as written, area by area.</returns>
    public IReadOnlyList<AnswerKeyLevel> Write(CancellationToken cancellationToken)
    {
        if (_plan.Traits.HasMacro)
        {
            WriteMacro();
        }

        var tiles = new TileGridWriter(
            _writer, _painter, _view, _plan.Options.TileSize, _plan.Options.MaxDistinctTiles);
        List<AnswerKeyLevel> levels = [];
        foreach (var area in _plan.Areas)
        {
            for (var level = 0; level < area.Levels.Count; level++)
            {
                for (var view = 0; view < _plan.Traits.PagesPerLevel; view++)
                {
                    _view.Channel = _plan.Traits.Channels == 0 ? null : view % _plan.Traits.Channels;
                    _view.Plane = view / Math.Max(1, _plan.Traits.Channels);
                    levels.Add(WriteLevel(area, level, view, tiles, cancellationToken));
                }
            }
        }

        return levels;
    }

    /// <inheritdoc/>
    public void Dispose() => _codec.Dispose();

    private AnswerKeyLevel WriteLevel(
        LeicaPlannedArea area, int level, int view, TileGridWriter tiles, CancellationToken cancellationToken)
    {
        var size = area.Levels[level];
        var grid = _plan.GridOf(size);
        var isFirst = level == 0 && view == 0 && area == _plan.Areas[0];
        var page = _writer.PageCount;
        var written = tiles.Write(
            level,
            grid,
            _ => false,
            isFirst ? _plantings.OfTiles(page, grid.Columns * grid.Rows) : [],
            cancellationToken);
        if (isFirst)
        {
            WriteSlack();
        }

        var tables = _view.SharedTables!;
        var directory = Describe(written.Directory, size, level, _plan.NanometresPerPixel * Math.Pow(4, level));
        directory.Undefined(TiffTag.JPEGTables, isFirst ? _plantings.IntoTables(page, tables) : tables);
        if (_view.Channel is not null)
        {
            directory
                .Short(TiffTag.BitsPerSample, 8)
                .Short(TiffTag.PhotometricInterpretation, 1)
                .Short(TiffTag.SamplesPerPixel, 1)
                .Remove(TiffTag.YCbCrSubSampling);
        }

        if (isFirst)
        {
            _plantings.IntoFirstLevel(page, directory);
        }

        WriteDirectory(directory);
        return new AnswerKeyLevel
        {
            Page = page,
            Width = size.Width,
            Height = size.Height,
            TileWidth = _plan.Options.TileSize,
            TileHeight = _plan.Options.TileSize,
            RepeatsAfter = written.RepeatsAfter,
            MissingTiles = written.Missing,
        };
    }

    private void WriteMacro()
    {
        var label = GlassPainter.PaintLabel(387, 463, _plantings.LabelText);
        var size = LeicaPlan.MacroSize;
        var aspect = (double)_plan.Options.Size.Height / _plan.Options.Size.Width;
        var lying = GlassPainter.PaintMacro(size.Height, size.Width, label, _painter, aspect);
        var upright = new Canvas(size.Width, size.Height);
        for (var y = 0; y < upright.Height; y++)
        {
            for (var x = 0; x < upright.Width; x++)
            {
                // The label, at the left of the lying glass, comes to stand below.
                upright.Fill(x, y, 1, 1, lying[lying.Width - 1 - y, x]);
            }
        }

        for (var level = 0; level < LeicaPlan.MacroLevels.Count; level++)
        {
            var levelSize = LeicaPlan.MacroLevels[level];
            var canvas = new Canvas(levelSize.Width, levelSize.Height);
            canvas.Draw(upright, 0, 0, levelSize.Width, levelSize.Height);
            var directory = Describe(
                WriteTiles(canvas), levelSize, level, (double)_plan.Glass.Width / levelSize.Width);
            directory.Undefined(TiffTag.JPEGTables, _encoder.SharedTables!);
            _plantings.NoteMacro(_writer.PageCount);
            WriteDirectory(directory);
        }
    }

    private TiffDirectory WriteTiles(Canvas canvas)
    {
        var side = _plan.Options.TileSize;
        var (columns, rows) = _plan.GridOf(new PixelSize(canvas.Width, canvas.Height));
        List<long> offsets = [];
        List<uint> counts = [];
        for (var index = 0; index < columns * rows; index++)
        {
            var tile = new Canvas(side, side);
            var (row, column) = Math.DivRem(index, columns);
            var width = Math.Min(side, canvas.Width - (column * side));
            for (var y = 0; y < Math.Min(side, canvas.Height - (row * side)); y++)
            {
                canvas.Rows((row * side) + y, 1).Slice(column * side * 3, width * 3).CopyTo(tile.Pixels.AsSpan(y * side * 3));
            }

            var bytes = _encoder.Encode(tile.Pixels, side, side);
            offsets.Add(_writer.Append(bytes));
            counts.Add((uint)bytes.Length);
        }

        return new TiffDirectory()
            .Offsets(TiffTag.TileOffsets, offsets, _writer.Big)
            .Long(TiffTag.TileByteCounts, [.. counts])
            .Long(TiffTag.TileWidth, (uint)side)
            .Long(TiffTag.TileLength, (uint)side);
    }

    // The XML is on the first page, whatever that shows.
    private void WriteDirectory(TiffDirectory directory)
    {
        if (_writer.PageCount == 0)
        {
            directory.Ascii(TiffTag.ImageDescription, _plantings.WithResidue(new LeicaXmlWriter(_plan).Write()));
        }

        _plantings.IntoPage(_writer.PageCount, directory);
        _writer.WriteDirectory(directory);
    }

    private static TiffDirectory Describe(TiffDirectory directory, PixelSize size, int level, double nanometresPerPixel)
    {
        // Pixels per centimetre.
        var resolution = (uint)Math.Round(1e7 / nanometresPerPixel * 1000);
        return directory
            .Long(TiffTag.NewSubfileType, level == 0 ? 0u : 1u)
            .Long(TiffTag.ImageWidth, (uint)size.Width)
            .Long(TiffTag.ImageLength, (uint)size.Height)
            .Short(TiffTag.BitsPerSample, 8, 8, 8)
            .Short(TiffTag.Compression, Jpeg)
            .Short(TiffTag.PhotometricInterpretation, 6)
            .Short(TiffTag.SamplesPerPixel, 3)
            .Short(TiffTag.PlanarConfiguration, 1)
            .Short(TiffTag.YCbCrSubSampling, 2, 2)
            .Rational(TiffTag.XResolution, resolution, 1000)
            .Rational(TiffTag.YResolution, resolution, 1000)
            .Short(TiffTag.ResolutionUnit, 3)
            .Ascii(TiffTag.Software, "Leica SCN");
    }

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
