namespace WsiDicomizer.Slides.Tiff;

/// <summary>The structure of a TIFF or BigTIFF file: its header and its chain of directories.</summary>
/// <remarks>
/// Immutable and thread-safe; it does not own the file. Reading costs two small reads per directory; values and tables
/// are read when asked for.
/// </remarks>
public sealed class TiffFile
{
    private static readonly TiffTag[] ChildTags =
        [TiffTag.SubIFDs, TiffTag.ExifIfd, TiffTag.GpsIfd, TiffTag.InteroperabilityIfd];

    private TiffFile(SlideFile file, TiffHeader header, TiffLimits limits, IReadOnlyList<TiffDirectory> directories)
    {
        File = file;
        Header = header;
        Limits = limits;
        Directories = directories;
    }

    /// <summary>The file.</summary>
    public SlideFile File { get; }

    /// <summary>Flavour and byte order.</summary>
    public TiffHeader Header { get; }

    /// <summary>The limits it was read with.</summary>
    public TiffLimits Limits { get; }

    /// <summary>The pages: the directories of the chain, in its order.</summary>
    public IReadOnlyList<TiffDirectory> Directories { get; }

    /// <summary>Reads the structure.</summary>
    /// <param name="file">The file; it stays the caller's.</param>
    /// <param name="limits">What it may ask for.</param>
    /// <exception cref="SlideFormatException">The file is not TIFF, or its structure is damaged.</exception>
    public static TiffFile Read(SlideFile file, TiffLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return Read(file, TiffHeader.Read(file), limits);
    }

    /// <summary>Reads the structure behind a header that was read as a flavour of its own.</summary>
    /// <param name="file">The file; it stays the caller's.</param>
    /// <param name="header">Its header.</param>
    /// <param name="limits">What it may ask for.</param>
    /// <exception cref="SlideFormatException">The structure is damaged.</exception>
    public static TiffFile Read(SlideFile file, TiffHeader header, TiffLimits limits)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(limits);
        return new TiffFile(file, header, limits, [.. new TiffDirectoryReader(file, header, limits).ReadChain()]);
    }

    /// <summary>Reads the pages one by one, as far as the caller asks: for detection, which needs only the first.</summary>
    /// <param name="file">The file; it stays the caller's.</param>
    /// <param name="limits">What it may ask for.</param>
    /// <exception cref="SlideFormatException">The file is not TIFF, or its structure is damaged as far as it was read.</exception>
    public static IEnumerable<TiffDirectory> EnumerateDirectories(SlideFile file, TiffLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return new TiffDirectoryReader(file, TiffHeader.Read(file), limits).ReadChain();
    }

    /// <summary>Reads the directories that a tag of a page points to, and those that follow each.</summary>
    /// <param name="parent">The page.</param>
    /// <param name="tag">The tag, e.g. 330; where it is missing, there are none.</param>
    /// <exception cref="SlideFormatException">A child directory is damaged, linked twice or nested too deep.</exception>
    public IReadOnlyList<TiffDirectory> ReadChildren(TiffDirectory parent, TiffTag tag)
    {
        ArgumentNullException.ThrowIfNull(parent);
        return [.. new TiffDirectoryReader(File, Header, Limits).ReadChildren(parent, tag)];
    }

    /// <summary>Reads all directories, each page followed by what hangs below it: SubIFDs, Exif, GPS.</summary>
    /// <exception cref="SlideFormatException">A child directory is damaged, linked twice or nested too deep.</exception>
    public IReadOnlyList<TiffDirectory> ReadAllDirectories()
    {
        var reader = new TiffDirectoryReader(File, Header, Limits);
        var all = new List<TiffDirectory>();
        foreach (var page in reader.ReadChain())
        {
            all.Add(page);
        }

        // The list grows while it is walked: children of children come to its end, and depth is limited.
        for (var i = 0; i < all.Count; i++)
        {
            foreach (var tag in ChildTags)
            {
                all.AddRange(reader.ReadChildren(all[i], tag));
            }
        }

        return all;
    }
}
