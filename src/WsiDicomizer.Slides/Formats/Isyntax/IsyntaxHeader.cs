using WsiDicomizer.Slides.PhilipsXml;
using WsiDicomizer.Slides.Xml;

namespace WsiDicomizer.Slides.Formats.Isyntax;

/// <summary>The XML before the end mark <c>0D 0A 04</c>, which codeblocks follow (formats.md section 7.1).</summary>
internal sealed class IsyntaxHeader
{
    private const byte EndOfHeader = 4;

    // What programs pad a header with that they made shorter.
    private static ReadOnlySpan<byte> Padding => "\0 \t\r\n"u8;

    private IsyntaxHeader(string path, byte[] bytes, XmlMap map, PhilipsObject root, PhilipsObject scan)
    {
        Path = path;
        Bytes = bytes;
        Map = map;
        Root = root;
        Scan = scan;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>All bytes before the 04.</summary>
    public byte[] Bytes { get; }

    /// <summary>The XML with its places.</summary>
    public XmlMap Map { get; }

    /// <summary>The outermost object.</summary>
    public PhilipsObject Root { get; }

    /// <summary>The one picture of type <c>WSI</c>.</summary>
    public PhilipsObject Scan { get; }

    /// <summary>Where the codeblocks begin.</summary>
    public long End => Bytes.Length + 1L;

    /// <summary>The header as a text that is searched.</summary>
    public PhilipsPlace Place => new("header", 0, Bytes);

    /// <summary>The pictures of every type.</summary>
    public IEnumerable<PhilipsObject> ScannedImages => ImagesOf(Root);

    /// <summary>Reads the header.</summary>
    /// <param name="file">A file with the mark.</param>
    /// <exception cref="SlideFormatException">It has no end, is no XML, or has no scan or several.</exception>
    public static IsyntaxHeader Read(SlideFile file)
    {
        var bytes = ReadToEnd(file);
        var textLength = bytes.AsSpan().TrimEnd(Padding).Length;
        if (!XmlMap.TryParse(bytes[..textLength], XmlMapLimits.Default, out var map, out var fault))
        {
            throw Damaged(file.Path, $"header: the XML cannot be read: {fault.Message}", fault.Offset);
        }

        if (map.Root.LocalName != "DataObject" || map.Root.Find("ObjectType") != PhilipsNames.RootType)
        {
            throw Damaged(file.Path, $"header: has another root than DataObject of type {PhilipsNames.RootType}", 0);
        }

        var root = PhilipsObject.Read(map.Root);
        var scans = ImagesOf(root).Where(image => image.FindText(PhilipsNames.ImageType) == "WSI").ToList();
        return scans.Count switch
        {
            1 => new IsyntaxHeader(file.Path, bytes, map, root, scans[0]),
            0 => throw Damaged(
                file.Path,
                $"header: lists no {PhilipsNames.ScannedImageType} whose {PhilipsNames.ImageType} is WSI; expected one",
                0),
            _ => throw new SlideFormatException(
                SlideProblem.Unsupported, $"header: lists {scans.Count} scans (WSI); supported is one", file.Path, 0),
        };
    }

    /// <summary>The error for a header that is not as it must be.</summary>
    public SlideFormatException Damaged(string what) => Damaged(Path, $"header: {what}", 0);

    private static byte[] ReadToEnd(SlideFile file)
    {
        const int chunkBytes = 256 * 1024;
        var available = (int)Math.Min(file.Length, IsyntaxLimits.MaxHeaderBytes);
        var bytes = new byte[Math.Min(chunkBytes, available)];
        var length = 0;
        while (length < available)
        {
            var count = Math.Min(chunkBytes, available - length);
            if (bytes.Length < length + count)
            {
                Array.Resize(ref bytes, (int)Math.Min(available, Math.Max(length + (long)count, 2L * bytes.Length)));
            }

            file.ReadExactly(length, bytes.AsSpan(length, count));
            var end = bytes.AsSpan(length, count).IndexOf(EndOfHeader);
            if (end >= 0)
            {
                end += length;
                return bytes.AsSpan(0, end).EndsWith("\r\n"u8)
                    ? bytes[..end]
                    : throw Damaged(file.Path, "header: the end mark 04 does not follow 0D 0A", end);
            }

            length += count;
        }

        throw Damaged(
            file.Path,
            available == file.Length
                ? "header: has no end mark 0D 0A 04 (is the file cut off?)"
                : $"header: has no end mark 0D 0A 04 in {IsyntaxLimits.MaxHeaderBytes} bytes, the limit",
            available);
    }

    private static IEnumerable<PhilipsObject> ImagesOf(PhilipsObject root) =>
        (root.Find(PhilipsNames.ScannedImages)?.Objects ?? []).Where(item => item.ObjectType == PhilipsNames.ScannedImageType);

    private static SlideFormatException Damaged(string path, string what, long offset) =>
        new(SlideProblem.Damaged, what, path, offset);
}
