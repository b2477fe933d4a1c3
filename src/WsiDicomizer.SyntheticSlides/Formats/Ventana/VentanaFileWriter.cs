using System.Globalization;
using System.Text;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Drawing;
using WsiDicomizer.SyntheticSlides.Encoders;
using WsiDicomizer.SyntheticSlides.Tiff;

namespace WsiDicomizer.SyntheticSlides.Formats.Ventana;

/// <summary>Writes the pages in the order of real files: the glass, probability or thumbnail, the levels.</summary>
internal sealed class VentanaFileWriter : IDisposable
{
    private const ushort Jpeg = 7;
    private const int Quality = 90;
    private const double BaseMagnification = 40;

    private readonly VentanaPlan _plan;
    private readonly TiffWriter _writer;
    private readonly SlidePainter _painter;
    private readonly VentanaPlantings _plantings;
    private readonly JpegCodec _codec = new(JpegLimits.Default);
    private readonly JpegTileEncoder _encoder;

    /// <summary>Starts the file.</summary>
    /// <param name="plan">What is decided.</param>
    /// <param name="stream">Empty, and able to seek.</param>
    public VentanaFileWriter(VentanaPlan plan, Stream stream)
    {
        _plan = plan;
        _writer = new TiffWriter(stream, plan.BigTiff);
        _painter = new SlidePainter(plan.Options.Seed);
        _plantings = new VentanaPlantings(plan);
        var subsampling = plan.Traits.IsDp ? JpegSubsampling.Horizontal : JpegSubsampling.HorizontalAndVertical;
        _encoder = new JpegTileEncoder(
            _codec, new JpegEncodeOptions { Quality = Quality, Subsampling = subsampling }, sharedTables: !plan.Traits.IsDp);
    }

    /// <summary>Writes everything.</summary>
    /// <returns>The levels as written.</returns>
    public IReadOnlyList<AnswerKeyLevel> Write(CancellationToken cancellationToken)
    {
        var pictures = new VentanaPictureWriter(_plan, _writer, _painter, _encoder);
        WritePicture(pictures.WriteOverview(), new VentanaXmlWriter(_plan, 0).WriteScan(), showsLabel: true);
        if (_plan.Traits.IsDp)
        {
            WritePicture(pictures.WriteProbability(), new VentanaXmlWriter(_plan, 1).WritePrescan(), showsLabel: false);
        }
        else
        {
            WritePicture(pictures.WriteThumbnail(), null, showsLabel: false);
        }

        return [.. Enumerable.Range(0, _plan.Downsamples.Count).Select(level => WriteLevel(level, cancellationToken))];
    }

    /// <inheritdoc/>
    public void Dispose() => _codec.Dispose();

    private void WritePicture(TiffDirectory directory, string? xml, bool showsLabel)
    {
        var page = _writer.PageCount;
        if (xml is not null)
        {
            directory.Bytes(TiffTag.XMP, _plantings.WithResidue(page, xml));
        }

        if (showsLabel)
        {
            _plantings.NoteMacro(page);
        }

        Finish(directory);
    }

    private void Finish(TiffDirectory directory)
    {
        _plantings.IntoPage(_writer.PageCount, directory);
        _writer.WriteDirectory(directory.Ascii(TiffTag.Software, "ScanOutputManager 1.1.0.15854"));
    }

    private AnswerKeyLevel WriteLevel(int level, CancellationToken cancellationToken)
    {
        var downsample = _plan.Downsamples[level];
        var tags = _plan.TagsOf(downsample);
        var page = _writer.PageCount;
        var (directory, missing) = WriteTiles(level, page, cancellationToken);
        if (level == 0)
        {
            WriteSlack();
            _plantings.IntoFirstLevel(page, directory);
            if (_plan.Traits.HasEncodeInfo)
            {
                directory.Bytes(TiffTag.XMP, Encoding.UTF8.GetBytes(new VentanaXmlWriter(_plan, page).WriteEncodeInfo() + "\0"));
            }
        }

        if (_plan.Traits.Planes > 1)
        {
            directory.Long(TiffTag.ImageDepth, (uint)_plan.Traits.Planes);
        }

        if (_encoder.SharedTables is { } tables)
        {
            directory.Undefined(TiffTag.JPEGTables, level == 0 ? _plantings.IntoTables(page, tables) : tables);
        }

        var magnification = (BaseMagnification / downsample).ToString("0.######", CultureInfo.InvariantCulture);
        VentanaPictureWriter.Describe(directory, tags, Jpeg, 6)
            .Short(TiffTag.YCbCrSubSampling, 2, _plan.Traits.IsDp ? (ushort)1 : (ushort)2)
            .Long(TiffTag.TileWidth, (uint)_plan.Tile.Width)
            .Long(TiffTag.TileLength, (uint)_plan.Tile.Height)
            .Ascii(TiffTag.ImageDescription, $"level={level} mag={magnification} quality={Quality}");
        Finish(directory);
        var size = _plan.SizeOf(downsample);
        return new AnswerKeyLevel
        {
            Page = page,
            Width = size.Width,
            Height = size.Height,
            TileWidth = _plan.Tile.Width,
            TileHeight = _plan.Tile.Height,
            MissingTiles = missing,
        };
    }

    private (TiffDirectory Directory, List<int> Missing) WriteTiles(int level, int page, CancellationToken cancellationToken)
    {
        var downsample = _plan.Downsamples[level];
        var tags = _plan.TagsOf(downsample);
        var columns = (tags.Width + _plan.Tile.Width - 1) / _plan.Tile.Width;
        var count = columns * ((tags.Height + _plan.Tile.Height - 1) / _plan.Tile.Height);
        bool IsMissing(int tile) => _plan.Traits.Sparse && count > 3 && ((tile % columns) + (tile / columns)) % 3 == 2;
        var stored = Enumerable.Range(0, Math.Min(count, 16)).Where(tile => !IsMissing(tile)).ToList();
        var plantings = level == 0 ? _plantings.OfTiles(page, stored) : [];
        List<long> offsets = [];
        List<uint> counts = [];
        List<int> missing = [];
        for (var plane = 0; plane < _plan.Traits.Planes; plane++)
        {
            var scene = new VentanaScene(_painter, level, plane, _plan.Options.TileSize, _plan.SizeOf(downsample));
            var drawer = new VentanaTileDrawer(_plan, scene, downsample);
            for (var tile = 0; tile < count; tile++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var (row, column) = Math.DivRem(tile, columns);
                if (IsMissing(tile))
                {
                    missing.Add(tile);
                    offsets.Add(0);
                    counts.Add(0);
                    continue;
                }

                var canvas = drawer.Draw(column, row);
                var bytes = _encoder.Encode(canvas.Pixels, canvas.Width, canvas.Height);
                foreach (var planting in plantings.Where(planting => plane == 0 && planting.TileIndex == tile))
                {
                    bytes = planting.Plant(bytes);
                }

                offsets.Add(_writer.Append(bytes));
                counts.Add((uint)bytes.Length);
            }
        }

        var directory = new TiffDirectory()
            .Offsets(TiffTag.TileOffsets, offsets, _writer.Big)
            .Long(TiffTag.TileByteCounts, [.. counts]);
        return (directory, missing);
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
