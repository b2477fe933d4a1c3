using System.Buffers.Binary;
using System.Text;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;

namespace WsiDicomizer.Slides.Tests.Support;

/// <summary>
/// A small MIRAX slide: 2 × 2 photographs of 2 × 2 pictures of 16 × 12 pixels with an overlap of 4, three levels of bitmaps or
/// JPEG, label, macro, preview and a text.
/// </summary>
internal sealed class MiraxBuilder
{
    public const string SlideId = "0123456789ABCDEF0123456789ABCDEF";
    public const int Width = 16;
    public const int Height = 12;

    private static readonly (string Key, string Value)[] Level =
    [
        ("OVERLAP_X", "4.0"), ("OVERLAP_Y", "4.0"), ("MICROMETER_PER_PIXEL_X", "0.25"), ("MICROMETER_PER_PIXEL_Y", "0.25"),
        ("IMAGE_FORMAT", "BMP24"), ("IMAGE_FILL_COLOR_BGR", "16777215"), ("DIGITIZER_WIDTH", "16"), ("DIGITIZER_HEIGHT", "12"),
    ];

    private MiraxBuilder(string slidedat, byte[] index, byte[] data)
    {
        Slidedat = slidedat;
        Index = index;
        Data = data;
    }

    /// <summary>The text of Slidedat.ini.</summary>
    public string Slidedat { get; set; }

    /// <summary>Index.dat.</summary>
    public byte[] Index { get; set; }

    /// <summary>The one data file.</summary>
    public byte[] Data { get; set; }

    /// <summary>What the slide's own file holds.</summary>
    public byte[] SlideFile { get; set; } = [];

    /// <summary>Where things are in the index: <c>levels</c>, <c>layers</c> (tables), <c>record 0</c>, <c>page 0</c>, …</summary>
    public Dictionary<string, int> Places { get; private init; } = [];

    /// <summary>Where the position buffer is in the data file.</summary>
    public int PositionOffset { get; private init; }

    /// <summary>A sound slide.</summary>
    /// <param name="overlap">With 0 there are neither overlap nor positions.</param>
    /// <param name="format"><c>BMP24</c> or <c>JPEG</c>.</param>
    public static MiraxBuilder Sound(int overlap = 4, string format = "BMP24")
    {
        List<(string, string)> general =
        [
            ("SLIDE_VERSION", "01.02"), ("SLIDE_ID", SlideId), ("SLIDE_NAME", "DOE_JANE_4711"), ("IMAGENUMBER_X", "4"),
            ("IMAGENUMBER_Y", "4"), ("OBJECTIVE_MAGNIFICATION", "20x"), ("CameraImageDivisionsPerSide", "2"),
            ("SLIDE_TYPE", "SLIDE_TYPE_BRIGHTFIELD"), ("SLIDE_CREATIONDATETIME", "29/12/2023 09:59:15"),
            ("SLIDE_UTC_CREATIONDATETIME", "29/12/2023 14:59:15"), ("DOCTOR", "drsmith"),
        ];
        List<(string, string)> hierarchical =
        [
            ("INDEXFILE", "Index.dat"), ("HIER_COUNT", "1"), ("NONHIER_COUNT", overlap == 0 ? "1" : "2"),
            ("HIER_0_NAME", "Slide zoom level"), ("HIER_0_COUNT", "3"), ("NONHIER_0_NAME", "Scan data layer"),
            ("NONHIER_0_COUNT", "4"), ("NONHIER_0_VAL_0", "ScanDataLayer_SlideThumbnail"),
            ("NONHIER_0_VAL_1", "ScanDataLayer_SlideBarcode"), ("NONHIER_0_VAL_2", "ScanDataLayer_SlidePreview"),
            ("NONHIER_0_VAL_3", "ScanDataLayer_XMLInfo"), ("NONHIER_0_VAL_1_SECTION", "NONHIERLAYER_0_LEVEL_1_SECTION"),
        ];
        if (overlap > 0)
        {
            hierarchical.AddRange(
                [("NONHIER_1_NAME", "VIMSLIDE_POSITION_BUFFER"), ("NONHIER_1_COUNT", "1"), ("NONHIER_1_VAL_0", "default")]);
        }

        for (var level = 0; level < 3; level++)
        {
            hierarchical.Add(($"HIER_0_VAL_{level}_SECTION", $"LAYER_0_LEVEL_{level}_SECTION"));
        }

        var text = new StringBuilder();
        Write(text, "GENERAL", general);
        Write(text, "HIERARCHICAL", hierarchical);
        Write(text, "DATAFILE", [("FILE_COUNT", "1"), ("FILE_0", "Data0000.dat")]);
        for (var level = 0; level < 3; level++)
        {
            Write(text, $"LAYER_0_LEVEL_{level}_SECTION", [.. Level, ("IMAGE_CONCAT_FACTOR", level == 0 ? "0" : "1")]);
        }

        Write(text, "NONHIERLAYER_0_LEVEL_1_SECTION", [("BARCODE_IMAGE_TYPE", "JPEG"), ("BARCODE_VALUE", "S24-0815")]);
        if (overlap == 0)
        {
            text.Replace("= 4.0", "= 0");
        }

        text.Replace("BMP24", format);
        return Make(text.ToString(), overlap, format);
    }

    /// <summary>A picture of one colour, darker at its left.</summary>
    public static byte[] Picture(string format, byte red)
    {
        var samples = new byte[3 * Width * Height];
        for (var pixel = 0; pixel < Width * Height; pixel++)
        {
            samples[3 * pixel] = red;
            samples[(3 * pixel) + 1] = (byte)(10 * (pixel % Width));
            samples[(3 * pixel) + 2] = (byte)(20 * (pixel / Width));
        }

        if (format == "JPEG")
        {
            return Jpeg(samples, Width, Height);
        }

        var stream = new byte[54 + samples.Length];
        "BM"u8.CopyTo(stream);
        foreach (var (offset, value) in new[] { (10, 54), (14, 40), (18, Width), (22, -Height) })
        {
            BinaryPrimitives.WriteInt32LittleEndian(stream.AsSpan(offset), value);
        }

        stream[26] = 1;
        stream[28] = 24;
        for (var pixel = 0; pixel < Width * Height; pixel++)
        {
            stream[54 + (3 * pixel)] = samples[(3 * pixel) + 2];
            stream[55 + (3 * pixel)] = samples[(3 * pixel) + 1];
            stream[56 + (3 * pixel)] = samples[3 * pixel];
        }

        return stream;
    }

    public static byte[] Jpeg(byte[] samples, int width, int height)
    {
        using var codec = new JpegCodec(JpegLimits.Default);
        return codec.Encode(samples, new PixelSize(width, height), new JpegEncodeOptions { Quality = 90 });
    }

    /// <summary>Writes the slide into a folder.</summary>
    /// <returns>The path of the slide.</returns>
    public string WriteTo(string folder, string name = "slide")
    {
        var path = System.IO.Path.Combine(folder, $"{name}.mrxs");
        var companion = System.IO.Path.Combine(folder, name);
        Directory.CreateDirectory(companion);
        File.WriteAllBytes(path, SlideFile);
        File.WriteAllText(System.IO.Path.Combine(companion, "Slidedat.ini"), Slidedat, new UTF8Encoding(true));
        File.WriteAllBytes(System.IO.Path.Combine(companion, "Index.dat"), Index);
        File.WriteAllBytes(System.IO.Path.Combine(companion, "Data0000.dat"), Data);
        return path;
    }

    /// <summary>Sets a number of the index.</summary>
    public void SetIndex(string place, int offset, int value) =>
        BinaryPrimitives.WriteInt32LittleEndian(Index.AsSpan(Places[place] + offset), value);

    /// <summary>Replaces a text of Slidedat.ini, which must be there.</summary>
    public void Replace(string old, string replacement)
    {
        Assert.Contains(old, Slidedat, StringComparison.Ordinal);
        Slidedat = Slidedat.Replace(old, replacement, StringComparison.Ordinal);
    }

    private static void Write(StringBuilder text, string section, IReadOnlyList<(string Key, string Value)> keys)
    {
        text.Append('[').Append(section).Append("]\r\n");
        foreach (var (key, value) in keys)
        {
            text.Append(key).Append(" = ").Append(value).Append("\r\n");
        }
    }

    private static MiraxBuilder Make(string slidedat, int overlap, string format)
    {
        var data = new MemoryStream();
        data.Write([.. "01.02"u8, .. Encoding.ASCII.GetBytes(SlideId), .. "000"u8, .. new byte[24]]);
        List<int[]>[] levels = [[], [], []];
        for (var level = 0; level < 3; level++)
        {
            for (int step = 1 << level, number = 0; number < 16; number++)
            {
                if (number % 4 % step == 0 && number / 4 % step == 0)
                {
                    levels[level].Add([number, .. Append(data, Picture(format, (byte)(number * 15))), 0]);
                }
            }
        }

        var picture = Jpeg(new byte[3 * 24 * 18], 24, 18);
        List<int[]>[] layers =
        [
            [[0, 0, .. Append(data, picture), 0]],
            [[0, 0, .. Append(data, picture), 0]],
            [[0, 0, .. Append(data, picture), 0]],
            [[0, 0, .. Append(data, "<Info Patient=\"DOE, JANE\"/>"u8.ToArray()), 0]],
        ];
        var positions = (int)data.Length;
        if (overlap > 0)
        {
            layers = [.. layers, [[0, 0, .. Append(data, Positions()), 0]]];
        }

        var places = new Dictionary<string, int>();
        return new MiraxBuilder(slidedat, MakeIndex(levels, layers, places), data.ToArray()) { Places = places, PositionOffset = positions };
    }

    // Photographs of 32 × 24 that overlap by 4, the second a pixel off.
    private static byte[] Positions()
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        foreach (var (x, y) in new[] { (0, 0), (29, 0), (0, 20), (28, 20) })
        {
            writer.Write((byte)1);
            writer.Write(x);
            writer.Write(y);
        }

        return stream.ToArray();
    }

    private static int[] Append(MemoryStream data, byte[] bytes)
    {
        var offset = (int)data.Length;
        data.Write(bytes);
        return [offset, bytes.Length];
    }

    private static byte[] MakeIndex(List<int[]>[] levels, List<int[]>[] layers, Dictionary<string, int> places)
    {
        var numbers = new List<int>();
        int At() => 37 + (4 * numbers.Count);
        numbers.AddRange([45, 45 + (4 * levels.Length)]);
        places["roots"] = 37;
        places["levels"] = At();
        places["layers"] = At() + (4 * levels.Length);
        var table = numbers.Count;
        numbers.AddRange(new int[levels.Length + layers.Length]);
        for (var record = 0; record < levels.Length + layers.Length; record++)
        {
            var isLevel = record < levels.Length;
            var name = isLevel ? $"{record}" : $"layer {record - levels.Length}";
            numbers[table + record] = At();
            places[$"record {name}"] = At();
            numbers.AddRange([0, At() + 8]);
            places[$"page {name}"] = At();
            var entries = isLevel ? levels[record] : layers[record - levels.Length];
            numbers.AddRange([entries.Count, 0, .. entries.SelectMany(entry => entry)]);
        }

        var bytes = new byte[37 + (4 * numbers.Count)];
        Encoding.ASCII.GetBytes($"01.02{SlideId}").CopyTo(bytes, 0);
        for (var index = 0; index < numbers.Count; index++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(37 + (4 * index)), numbers[index]);
        }

        return bytes;
    }
}
