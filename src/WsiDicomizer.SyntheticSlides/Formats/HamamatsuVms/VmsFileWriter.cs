using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Drawing;

namespace WsiDicomizer.SyntheticSlides.Formats.HamamatsuVms;

/// <summary>Writes the files of a slide: images, map, table of restart markers, macro, and the index last.</summary>
internal sealed class VmsFileWriter
{
    private const int MapReduction = 8;
    private const int RecordBytes = 40;
    private const int GlassQuality = 75;

    private static readonly PixelSize LabelSize = new(387, 463);
    private static readonly PixelSize MacroSize = new(1200, 400);

    private readonly string _folder;
    private readonly string _stem;
    private readonly VmsTraits _traits;
    private readonly PixelSize _size;
    private readonly SlidePainter _painter;
    private readonly VmsPlantings _plantings;
    private readonly List<string> _lines = [];
    private readonly List<long> _rowStarts = [];

    /// <summary>Prepares the files.</summary>
    /// <param name="path">Of the index.</param>
    /// <param name="options">What to write.</param>
    /// <param name="planted">Notes what is planted.</param>
    public VmsFileWriter(string path, VmsSyntheticOptions options, AnswerKeyBuilder planted)
    {
        _folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        _stem = Path.GetFileNameWithoutExtension(path);
        _traits = VmsTraits.Of(options.Variant);
        _size = VmsTraits.SizeOf(options.Size);
        _painter = new SlidePainter(options.Seed);
        _plantings = new VmsPlantings(options.Identity ?? PlantedIdentity.FromSeed(options.Seed), planted);
    }

    /// <summary>Micrometres from pixel to pixel on level 0.</summary>
    public const double MicrometresPerPixel = 0.46;

    private PixelSize MapSize => new(_size.Width / MapReduction, _size.Height / MapReduction);

    /// <summary>Writes everything.</summary>
    /// <param name="path">Of the index.</param>
    /// <param name="cancellationToken">Stops between rows of cells.</param>
    /// <returns>The levels as written.</returns>
    public IReadOnlyList<AnswerKeyLevel> Write(string path, CancellationToken cancellationToken)
    {
        using var codec = new JpegCodec(JpegLimits.Default);
        _lines.Add(_traits.IsUncompressed ? "[Uncompressed Virtual Microscope Specimen]" : "[Virtual Microscope Specimen]");
        if (_traits.IsUncompressed)
        {
            WriteNgr("ImageFile", ".ngr", 0, _size, cancellationToken);
            WriteNgr("MapFile", "_map.ngr", 1, MapSize, cancellationToken);
        }
        else
        {
            WriteJpegs(new VmsJpegWriter(codec, _traits), cancellationToken);
        }

        WriteMacro(codec);
        AddGeometry();
        _lines.AddRange(_plantings.IndexLines());
        CompleteFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(string.Join("\r\n", _lines) + "\r\n")));
        return [LevelOf(_size, 0), LevelOf(MapSize, 1)];
    }

    private void WriteJpegs(VmsJpegWriter jpegs, CancellationToken cancellationToken)
    {
        var side = _traits.ImageSideOf(_size);
        var (columns, rows) = side is { } known
            ? ((_size.Width + known - 1) / known, (_size.Height + known - 1) / known)
            : (1, 1);
        Add("NoLayers", _traits.Layers);
        Add("NoJpegColumns", columns);
        Add("NoJpegRows", rows);
        for (var layer = 0; layer < _traits.Layers; layer++)
        {
            var picture = new VmsPicture(_painter, 0, _size, layer);
            for (var row = 0; row < rows; row++)
            {
                for (var column = 0; column < columns; column++)
                {
                    var (left, top) = (column * (side ?? 0), row * (side ?? 0));
                    var part = new PixelSize(
                        Math.Min(side ?? _size.Width, _size.Width - left), Math.Min(side ?? _size.Height, _size.Height - top));
                    var (stream, starts) = jpegs.Encode(picture, left, top, part, cancellationToken);
                    WriteJpeg(GetKey(layer, column, row), GetName(layer, column, row), stream, starts);
                }
            }
        }

        var map = new VmsPicture(_painter, 1, MapSize, 0);
        var (mapStream, mapStarts) = jpegs.Encode(map, 0, 0, MapSize, cancellationToken);
        WriteJpeg("MapFile", "_map.jpg", mapStream, mapStarts);
        WriteRowStarts();
    }

    private static string GetKey(int layer, int column, int row) => (layer, column, row) switch
    {
        (0, 0, 0) => "ImageFile",
        (0, _, _) => string.Create(CultureInfo.InvariantCulture, $"ImageFile({column},{row})"),
        _ => string.Create(CultureInfo.InvariantCulture, $"ImageFile({layer},{column},{row})"),
    };

    private static string GetName(int layer, int column, int row) =>
        string.Create(CultureInfo.InvariantCulture, $"_{layer}_{column}_{row}.jpg");

    private void WriteJpeg(string key, string suffix, byte[] stream, IReadOnlyList<long> rowStarts)
    {
        var planted = _plantings.IntoImage(key, _stem + suffix, stream);
        _rowStarts.AddRange(rowStarts.Select(start => start + planted.Length - stream.Length));
        WriteCompanion(key, suffix, file => file.Write(planted));
    }

    private void WriteNgr(string key, string suffix, int level, PixelSize size, CancellationToken cancellationToken) =>
        WriteCompanion(key, suffix, stream => NgrWriter.Write(stream, new VmsPicture(_painter, level, size, 0), cancellationToken));

    // 40 bytes a row of MCUs, of which the first eight tell where it begins.
    private void WriteRowStarts() => WriteCompanion("OptimisationFile", ".opt", stream =>
    {
        var record = new byte[RecordBytes];
        foreach (var start in _rowStarts)
        {
            BinaryPrimitives.WriteInt64LittleEndian(record, start);
            stream.Write(record);
        }
    });

    private void WriteMacro(JpegCodec codec)
    {
        var label = GlassPainter.PaintLabel(LabelSize.Width, LabelSize.Height, _plantings.LabelText);
        var macro = GlassPainter.PaintMacro(
            MacroSize.Width, MacroSize.Height, label, _painter, Math.Clamp((double)_size.Width / _size.Height, 0.5, 2));
        var stream = codec.Encode(
            macro.Pixels, MacroSize, new JpegEncodeOptions { Quality = GlassQuality, Subsampling = JpegSubsampling.Horizontal });
        const string Suffix = "_macro.jpg";
        var planted = _plantings.IntoMacro(_stem + Suffix, stream);
        WriteCompanion("MacroImage", Suffix, file => file.Write(planted));
    }

    private void WriteCompanion(string key, string suffix, Action<Stream> write)
    {
        var name = _stem + suffix;
        CompleteFile.Write(Path.Combine(_folder, name), write);
        _lines.Add($"{key}={name}");
        _plantings.NoteFile(key, name);
    }

    private void AddGeometry()
    {
        Add("PhysicalWidth", _size.Width * (int)(1000 * MicrometresPerPixel));
        Add("PhysicalHeight", _size.Height * (int)(1000 * MicrometresPerPixel));
        Add("LayerSpacing", _traits.Layers > 1 ? 1500 : 0);
        Add("SourceLens", 20);
        Add("PhysicalMacroWidth", 51_000_000);
        Add("PhysicalMacroHeight", 17_000_000);
        Add("XOffsetFromSlideCentre", 1_234_567);
        Add("YOffsetFromSlideCentre", -765_432);
        if (_traits.IsUncompressed)
        {
            Add("PixelWidth", _size.Width);
            Add("PixelHeight", _size.Height);
            Add("BitsPerPixel", 36);
            _lines.Add("PixelOrder=RGB");
        }
    }

    private void Add(string key, int value) => _lines.Add(string.Create(CultureInfo.InvariantCulture, $"{key}={value}"));

    private static AnswerKeyLevel LevelOf(PixelSize size, int page) => new()
    {
        Page = page, Width = size.Width, Height = size.Height, TileWidth = 512, TileHeight = 512,
    };
}
