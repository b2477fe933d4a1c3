using WsiDicomizer.Imaging.Drawing;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Lzw;
using WsiDicomizer.SyntheticSlides.Drawing;
using WsiDicomizer.SyntheticSlides.Encoders;
using WsiDicomizer.SyntheticSlides.Tiff;

namespace WsiDicomizer.SyntheticSlides.Formats.Ventana;

/// <summary>Writes the pictures beside the pyramid.</summary>
internal sealed class VentanaPictureWriter
{
    private const ushort Uncompressed = 1;
    private const ushort Lzw = 5;
    private const ushort Jpeg = 7;
    private const int RowsPerStrip = 64;
    private const int ThumbnailWidth = 400;

    // The glass stands upright, its label on top, a third of it.
    private static readonly PixelSize GlassSize = new(304, 912);

    private readonly VentanaPlan _plan;
    private readonly TiffWriter _writer;
    private readonly SlidePainter _painter;
    private readonly JpegTileEncoder _encoder;

    /// <summary>Prepares to write.</summary>
    public VentanaPictureWriter(VentanaPlan plan, TiffWriter writer, SlidePainter painter, JpegTileEncoder encoder)
    {
        _plan = plan;
        _writer = writer;
        _painter = painter;
        _encoder = encoder;
    }

    /// <summary>Common tags of a picture of three samples.</summary>
    public static TiffDirectory Describe(TiffDirectory directory, PixelSize size, ushort compression, ushort photometric) => directory
        .Long(TiffTag.ImageWidth, (uint)size.Width)
        .Long(TiffTag.ImageLength, (uint)size.Height)
        .Short(TiffTag.BitsPerSample, 8, 8, 8)
        .Short(TiffTag.Compression, compression)
        .Short(TiffTag.PhotometricInterpretation, photometric)
        .Short(TiffTag.SamplesPerPixel, 3)
        .Short(TiffTag.PlanarConfiguration, 1);

    /// <summary>The glass with its label: DP in strips, uncompressed; older ones one JPEG tile; exports uncompressed.</summary>
    public TiffDirectory WriteOverview()
    {
        var glass = PaintGlass();
        if (_plan.Traits.IsDp || !_plan.Traits.HasEncodeInfo)
        {
            return Describe(WriteStrips(glass.Height, (row, rows) => glass.Rows(row, rows).ToArray()), GlassSize, Uncompressed, 2)
                .Ascii(TiffTag.ImageDescription, _plan.Traits.IsDp ? "Label_Image" : "Label Image");
        }

        var bytes = _encoder.Encode(glass.Pixels, glass.Width, glass.Height);
        var directory = new TiffDirectory()
            .Offsets(TiffTag.TileOffsets, [_writer.Append(bytes)], _writer.Big)
            .Long(TiffTag.TileByteCounts, (uint)bytes.Length)
            .Long(TiffTag.TileWidth, (uint)glass.Width)
            .Long(TiffTag.TileLength, (uint)glass.Height)
            .Short(TiffTag.YCbCrSubSampling, 2, 2)
            .Undefined(TiffTag.JPEGTables, _encoder.SharedTables!)
            .Ascii(TiffTag.ImageDescription, "Label Image");
        return Describe(directory, GlassSize, Jpeg, 6);
    }

    /// <summary>Where tissue is: grey, LZW.</summary>
    public TiffDirectory WriteProbability()
    {
        var glass = PaintGlass();
        var grey = new byte[glass.Width * glass.Height];
        for (var at = glass.Width * glass.Height / 3; at < grey.Length; at++)
        {
            grey[at] = (byte)(255 - glass.Pixels[(3 * at) + 1]);
        }

        var directory = WriteStrips(
            glass.Height, (row, rows) => TiffLzw.Encode(grey.AsSpan(row * glass.Width, rows * glass.Width)));
        return Describe(directory, GlassSize, Lzw, 1)
            .Short(TiffTag.BitsPerSample, 8)
            .Short(TiffTag.SamplesPerPixel, 1)
            .Ascii(TiffTag.ImageDescription, "Probability_Image");
    }

    /// <summary>The scanned area, small, as one JPEG strip.</summary>
    public TiffDirectory WriteThumbnail()
    {
        var size = _plan.SizeOf(1);
        var canvas = new Canvas(ThumbnailWidth, Math.Max(1, (int)Math.Round((double)ThumbnailWidth * size.Height / size.Width)));
        SlidePainter.PaintOverview(canvas, 0, 0, canvas.Width, canvas.Height, 12, 8);
        _painter.AddGrain(canvas);
        var bytes = _encoder.Encode(canvas.Pixels, canvas.Width, canvas.Height);
        var directory = new TiffDirectory()
            .Offsets(TiffTag.StripOffsets, [_writer.Append(bytes)], _writer.Big)
            .Long(TiffTag.StripByteCounts, (uint)bytes.Length)
            .Long(TiffTag.RowsPerStrip, (uint)canvas.Height)
            .Short(TiffTag.YCbCrSubSampling, 2, 2)
            .Undefined(TiffTag.JPEGTables, _encoder.SharedTables!)
            .Ascii(TiffTag.ImageDescription, "Thumbnail");
        return Describe(directory, new PixelSize(canvas.Width, canvas.Height), Jpeg, 6);
    }

    private Canvas PaintGlass()
    {
        var label = GlassPainter.PaintLabel(387, 387, new VentanaPlantings(_plan).LabelText);
        var aspect = (double)_plan.Options.Size.Height / _plan.Options.Size.Width;
        var lying = GlassPainter.PaintMacro(GlassSize.Height, GlassSize.Width, label, _painter, aspect);
        var upright = new Canvas(GlassSize.Width, GlassSize.Height);
        for (var y = 0; y < upright.Height; y++)
        {
            for (var x = 0; x < upright.Width; x++)
            {
                // The label, at the left of the lying glass, comes to stand on top.
                upright.Fill(x, y, 1, 1, lying[y, lying.Height - 1 - x]);
            }
        }

        return upright;
    }

    private TiffDirectory WriteStrips(int height, Func<int, int, byte[]> encode)
    {
        List<long> offsets = [];
        List<uint> counts = [];
        for (var row = 0; row < height; row += RowsPerStrip)
        {
            var bytes = encode(row, Math.Min(RowsPerStrip, height - row));
            offsets.Add(_writer.Append(bytes));
            counts.Add((uint)bytes.Length);
        }

        return new TiffDirectory()
            .Offsets(TiffTag.StripOffsets, offsets, _writer.Big)
            .Long(TiffTag.StripByteCounts, [.. counts])
            .Short(TiffTag.RowsPerStrip, RowsPerStrip);
    }
}
