using System.Buffers.Binary;
using System.Text;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;

namespace WsiDicomizer.Slides.Tests.Support;

/// <summary>Writes the files of a small VMS or VMU, sound or not; shares nothing with the reader nor with the synthetic slides.</summary>
internal sealed class VmsBuilder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private VmsBuilder(string index) => Index = index;

    /// <summary>The text of the index.</summary>
    public string Index { get; set; }

    /// <summary>The other files, by name.</summary>
    public Dictionary<string, byte[]> Files { get; } = [];

    /// <summary>Two JPEGs of 128 × 64, a map of 64 × 16 and a macro, with planted identity.</summary>
    public static VmsBuilder Compressed()
    {
        var builder = new VmsBuilder(string.Join(
            "\r\n",
            "[Virtual Microscope Specimen]", "NoLayers=1", "NoJpegColumns=2", "NoJpegRows=1", "ImageFile=a_0.jpg",
            "ImageFile(1,0)=a_1.jpg", "MapFile=a_map.jpg", "OptimisationFile=a.opt", "MacroImage=a_macro.jpg", "AuthCode=",
            "PhysicalWidth=117760", "PhysicalHeight=29440;", "LayerSpacing=0", "SourceLens=20", "XOffsetFromSlideCentre=1234567",
            "YOffsetFromSlideCentre=-765432", "Reference=DOE_JANE_4711", "HardwareSerial=000111", "Creator=drsmith",
            "Room=MRN-4711", "; for DOE, JANE", "HardwareModel=C9600-12", "HardwareModel2=Dr Smith's", string.Empty));
        builder.Files["a_0.jpg"] = Jpeg(128, 64);
        builder.Files["a_1.jpg"] = Jpeg(128, 64);
        builder.Files["a_map.jpg"] = Jpeg(64, 16);
        builder.Files["a_macro.jpg"] = WithComment(Jpeg(60, 24), "seen by Dr Smith");
        builder.Files["a.opt"] = new byte[80];
        return builder;
    }

    /// <summary>An NGR of 96 × 40 in columns of 32, a map of 24 × 10 and a macro.</summary>
    public static VmsBuilder Uncompressed()
    {
        var builder = new VmsBuilder(string.Join(
            "\n",
            "[Uncompressed Virtual Microscope Specimen]", "ImageFile=b.ngr", "MapFile=b_map.ngr", "MacroImage=b_macro.jpg",
            "PhysicalWidth=44160", "PhysicalHeight=18400", "SourceLens=20", "PixelWidth=96", "PixelHeight=40", "BitsPerPixel=36",
            "PixelOrder=RGB", "Reference=DOE_JANE_4711", string.Empty));
        builder.Files["b.ngr"] = Ngr(96, 40, 32);
        builder.Files["b_map.ngr"] = Ngr(24, 10, 24);
        builder.Files["b_macro.jpg"] = Jpeg(60, 24);
        return builder;
    }

    /// <summary>Puts a text in the place of another in the index, which has to be there.</summary>
    public VmsBuilder Replace(string text, string other)
    {
        Assert.Contains(text, Index, StringComparison.Ordinal);
        Index = Index.Replace(text, other, StringComparison.Ordinal);
        return this;
    }

    /// <summary>Changes the bytes of a file.</summary>
    public VmsBuilder Change(string name, Func<byte[], byte[]> change)
    {
        Files[name] = change([.. Files[name]]);
        return this;
    }

    /// <summary>Writes the files.</summary>
    /// <returns>The path of the index.</returns>
    public string Write()
    {
        foreach (var (name, bytes) in Files)
        {
            File.WriteAllBytes(Path.Combine(_folder.Path, name), bytes);
        }

        var path = Path.Combine(_folder.Path, Index.Contains("Uncompressed", StringComparison.Ordinal) ? "b.vmu" : "a.vms");
        File.WriteAllText(path, Index, new UTF8Encoding(false));
        return path;
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A sample of an NGR as it is stored, 12 bits.</summary>
    public static ushort Sample(int x, int y, int sample) => (ushort)(((x * 11) + (y * 29) + (sample * 1000)) & 0xFFF);

    public static byte[] Jpeg(int width, int height)
    {
        using var codec = new JpegCodec(JpegLimits.Default);
        var pixels = new byte[width * height * 3];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)(i * 13 / 7);
        }

        return codec.Encode(pixels, new PixelSize(width, height), new JpegEncodeOptions { Quality = 80 });
    }

    public static byte[] WithComment(byte[] jpeg, string text) =>
        [.. jpeg.AsSpan(0, 2), 0xFF, 0xFE, 0, (byte)(text.Length + 2), .. Encoding.ASCII.GetBytes(text), .. jpeg.AsSpan(2)];

    private static byte[] Ngr(int width, int height, int columnWidth)
    {
        const int start = 40;
        var bytes = new byte[start + (width * height * 6)];
        "GN"u8.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), width);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), height);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), columnWidth);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(24), start);
        var position = start;
        for (var left = 0; left < width; left += columnWidth)
        {
            for (var index = 0; index < columnWidth * height; index++)
            {
                for (var sample = 0; sample < 3; sample++, position += 2)
                {
                    BinaryPrimitives.WriteUInt16LittleEndian(
                        bytes.AsSpan(position), Sample(left + (index % columnWidth), index / columnWidth, sample));
                }
            }
        }

        return bytes;
    }
}
