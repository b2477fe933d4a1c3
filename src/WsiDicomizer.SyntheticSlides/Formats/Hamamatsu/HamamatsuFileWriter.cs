using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Drawing;

namespace WsiDicomizer.SyntheticSlides.Formats.Hamamatsu;

/// <summary>Writes the pages in the order of real files: levels, macro, map; each picture before its directory.</summary>
internal sealed class HamamatsuFileWriter
{
    private const float BaseLens = 20;

    // 0.4545… micrometres per pixel, as NanoZoomers have it at 20 times; both directions differ a little.
    private const uint PixelsPerCentimetreAcross = 22_000;
    private const uint PixelsPerCentimetreDown = 22_002;
    private const int GlassQuality = 75;

    private static readonly PixelSize LabelSize = new(387, 463);
    private static readonly PixelSize MacroSize = new(1200, 400);
    private static readonly PixelSize MapSize = new(300, 100);

    private readonly HamamatsuSyntheticOptions _options;
    private readonly HamamatsuTraits _traits;
    private readonly NdpiWriter _writer;
    private readonly SlidePainter _painter;
    private readonly HamamatsuPlantings _plantings;

    /// <summary>Starts the file.</summary>
    /// <param name="options">What to write.</param>
    /// <param name="stream">Empty, and able to seek.</param>
    /// <param name="planted">Notes what is planted.</param>
    public HamamatsuFileWriter(HamamatsuSyntheticOptions options, Stream stream, AnswerKeyBuilder planted)
    {
        _options = options;
        _traits = HamamatsuTraits.Of(options.Variant);
        _writer = new NdpiWriter(stream, options.HoleBytes);
        _painter = new SlidePainter(options.Seed);
        _plantings = new HamamatsuPlantings(options.Identity ?? PlantedIdentity.FromSeed(options.Seed), planted);
    }

    /// <summary>Micrometres from pixel to pixel across on level 0.</summary>
    public static double MicrometresPerPixel => 10_000.0 / PixelsPerCentimetreAcross;

    /// <summary>Writes everything.</summary>
    /// <returns>The levels as written.</returns>
    public IReadOnlyList<AnswerKeyLevel> Write(CancellationToken cancellationToken)
    {
        using var codec = new JpegCodec(JpegLimits.Default);
        var scans = new HamamatsuScanWriter(_writer, _painter, _traits, codec);
        var sizes = LevelsOf(_traits.SizeOf(_options.Size));
        List<AnswerKeyLevel> levels = [];
        for (var level = 0; level < sizes.Count; level++)
        {
            for (scans.Plane = 0; scans.Plane < _traits.PlanesNanometres.Count; scans.Plane++)
            {
                levels.Add(WriteLevel(level, sizes[level], scans, cancellationToken));
            }
        }

        WriteMacro(codec, (double)sizes[0].Width / sizes[0].Height);
        WriteMap();
        return levels;
    }

    private static List<PixelSize> LevelsOf(PixelSize slide)
    {
        List<PixelSize> levels = [slide];
        while (levels.Count < 2 || Math.Max(levels[^1].Width, levels[^1].Height) > 2000)
        {
            levels.Add(new PixelSize(Math.Max(1, levels[^1].Width / 4), Math.Max(1, levels[^1].Height / 4)));
        }

        return levels;
    }

    private AnswerKeyLevel WriteLevel(int level, PixelSize size, HamamatsuScanWriter scans, CancellationToken cancellationToken)
    {
        var (offset, length, starts) = scans.Write(level, size, cancellationToken);
        var factor = 1 << (2 * level);
        var directory = Describe(size, compression: 7, offset, length, _traits.PlanesNanometres[scans.Plane])
            .Rational(282, PixelsPerCentimetreAcross, (uint)factor)
            .Rational(283, PixelsPerCentimetreDown, (uint)factor)
            .Short(296, 3)
            .Short(258, 8, 8, 8).Short(262, 6).Short(277, 3)
            .Float(65421, BaseLens / factor)
            .Long(65444, 85);
        if (starts.Count > 0 && _traits.HasStarts)
        {
            directory.Longs(65426, starts).Longs(65432, starts, shift: 32);
        }

        _plantings.IntoPage(_writer.PageCount, directory);
        var page = _writer.PageCount;
        _writer.WriteDirectory(directory);
        return new AnswerKeyLevel
        {
            Page = page,
            Width = size.Width,
            Height = size.Height,
            TileWidth = 512,
            TileHeight = 512,
        };
    }

    private void WriteMacro(JpegCodec codec, double aspect)
    {
        var label = GlassPainter.PaintLabel(LabelSize.Width, LabelSize.Height, _plantings.LabelText);
        var macro = GlassPainter.PaintMacro(MacroSize.Width, MacroSize.Height, label, _painter, Math.Clamp(aspect, 0.5, 2));
        var stream = codec.Encode(
            macro.Pixels,
            MacroSize,
            new JpegEncodeOptions { Quality = GlassQuality, Subsampling = JpegSubsampling.Horizontal });
        var offset = _writer.Append(stream);
        var directory = Describe(MacroSize, compression: 7, offset, stream.Length)
            .Short(258, 8, 8, 8).Short(262, 6).Short(277, 3)
            .Float(65421, -1);
        _plantings.NoteMacro(_writer.PageCount);
        _plantings.IntoPage(_writer.PageCount, directory);
        _writer.WriteDirectory(directory);
    }

    // White where tissue was found.
    private void WriteMap()
    {
        var map = new byte[MapSize.Area];
        for (var row = 30; row < 70; row++)
        {
            map.AsSpan((row * MapSize.Width) + 130, 120).Fill(0xFF);
        }

        var offset = _writer.Append(map);
        var directory = Describe(MapSize, compression: 1, offset, map.Length)
            .Short(258, 8).Short(262, 1).Short(277, 1)
            .Float(65421, -2);
        _plantings.IntoPage(_writer.PageCount, directory);
        _writer.WriteDirectory(directory);
    }

    private static NdpiDirectory Describe(PixelSize size, ushort compression, long offset, long length, int planeNanometres = 0) =>
        new NdpiDirectory()
            .Long(65420, 1)
            .Long(256, size.Width)
            .Long(257, size.Height)
            .Short(259, compression)
            .Ascii(271, "Hamamatsu")
            .Ascii(272, "C13239-01")
            .Ascii(305, "NDP.scan 3.2.15")
            .Long(273, offset)
            .Long(278, size.Height)
            .Long(279, length)
            .SLong(65422, 1_234_567)
            .SLong(65423, -765_432)
            .SLong(65424, planeNanometres)
            .Long(65441, 0)
            .Ascii(65459, "JPEG");
}
