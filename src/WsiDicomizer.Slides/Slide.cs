using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Hidden;

namespace WsiDicomizer.Slides;

/// <summary>An opened whole slide image of any vendor: the one abstraction over every format.</summary>
/// <remarks>Reading is thread-safe: all reads are positioned. Disposing closes the files.</remarks>
public abstract class Slide : IDisposable
{
    /// <summary>The format that opened it, e.g. <c>aperio</c>.</summary>
    public abstract string FormatName { get; }

    /// <summary>
    /// The files that make up the slide, by full path. The first names the slide: the file that was opened, or, where
    /// several of equal standing make up the slide, the one with the base level, whichever was opened.
    /// </summary>
    public abstract IReadOnlyList<string> Files { get; }

    /// <summary>The pyramid, largest level first; at least one. Of several areas, that of the first.</summary>
    public abstract IReadOnlyList<SlideLevel> Levels { get; }

    /// <summary>The scanned areas, at least one; the first has <see cref="Levels"/> and <see cref="Metadata"/>.</summary>
    public virtual IReadOnlyList<SlideArea> Areas => [new SlideArea { Levels = Levels, Metadata = Metadata }];

    /// <summary>Thumbnail, label, macro and whatever other pictures the file holds beside the pyramid.</summary>
    public abstract IReadOnlyList<AssociatedImage> AssociatedImages { get; }

    /// <summary>What the scanner said about the acquisition, as far as it is understood.</summary>
    public abstract SlideMetadata Metadata { get; }

    /// <summary>
    /// Every place where identity is, or may be, in the slide's files and their names, as far as their structures lead to it;
    /// <see cref="FindHiddenIdentity"/> has the others.
    /// </summary>
    public abstract IReadOnlyList<IdentityRecord> IdentityRecords { get; }

    /// <summary>The ICC profile of the base level, or empty.</summary>
    public abstract ReadOnlyMemory<byte> IccProfile { get; }

    /// <summary>
    /// A digest of what makes this slide this slide: the metadata texts and the tables of tile positions and lengths.
    /// </summary>
    /// <remarks>SHA-256, 32 bytes. It does not depend on the path or name of the file and costs no pass over the pixels.</remarks>
    public abstract ReadOnlyMemory<byte> Fingerprint { get; }

    /// <summary>Where the files are not as their format wants them, and were read all the same. Never a value.</summary>
    public virtual IReadOnlyList<SlideFault> ToleratedFaults => [];

    /// <summary>
    /// Files beside the slide's that have the format's mark and cannot be read, by full path, where nothing tells whether
    /// they are part of the slide.
    /// </summary>
    public virtual IReadOnlyList<string> UnreadableFiles => [];

    /// <summary>The size of the base level.</summary>
    public PixelSize Size => Levels[0].Size;

    /// <summary>
    /// The stored tiles, strips and pictures of all files, of every page or level, also where the levels make or draw their
    /// tiles from them.
    /// </summary>
    /// <remarks>Costs a pass over the tables of the files. Empty where the format keeps no streams that are read here.</remarks>
    /// <exception cref="SlideFormatException">A table is damaged, or a file cannot be read any more.</exception>
    public IEnumerable<StoredStream> EnumerateStoredStreams() => MapFiles(HiddenIdentityLimits.Default).SelectMany(map => map.Streams);

    /// <summary>
    /// Finds identity that no structure of the files leads to, lazily: comments and application segments in the streams of
    /// tiles and pictures and in their tables, what stands behind the end of a stream, and bytes that nothing refers to.
    /// </summary>
    /// <remarks>
    /// <para>Every record has its file and range, and none is needed for decoding: with other bytes of the same number in its
    /// place, zeros say, the file is valid and shows the same. Ranges may lie in each other: of bytes whose structure nobody
    /// knows one record has them all, and further ones the texts in them. What <see cref="IdentityRecords"/> has with the
    /// same range is not told again.</para>
    /// <para>Costs a read of some 64 bytes per tile; more only where something is found. Streams that are damaged are left
    /// at the damage: decoding reports it. DICOM slides and those that OpenSlide reads have no such records.</para>
    /// </remarks>
    /// <exception cref="SlideFormatException">A table is damaged, a file cannot be read any more, or tiles lie upon each other.</exception>
    public IEnumerable<IdentityRecord> FindHiddenIdentity()
    {
        var known = IdentityRecords.Select(record => (record.FileIndex, record.Range)).ToHashSet();
        return MapFiles(HiddenIdentityLimits.Default)
            .SelectMany(map => new HiddenIdentityFinder(map, HiddenIdentityLimits.Default).Find())
            .Where(record => !known.Contains((record.FileIndex, record.Range)));
    }

    /// <summary>What the structures of each file refer to.</summary>
    /// <param name="limits">How many pieces there may be.</param>
    internal virtual IEnumerable<FileMap> MapFiles(HiddenIdentityLimits limits) => [];

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the files.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected abstract void Dispose(bool disposing);
}
