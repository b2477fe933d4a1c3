using System.Globalization;
using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Slides;

/// <summary>One level of a slide's pyramid: a grid of equally sized, separately stored tiles.</summary>
/// <remarks>
/// <para>Tiles at the right and bottom edge are stored whole; what lies beyond <see cref="Size"/> is padding.</para>
/// <para>A level has one run of bytes in which every tile is one range: the file, where it lies in one file in one piece
/// (TIFF); else a run that the format makes of files and fragments (DICOM), so that callers need not know them. Tiles that
/// follow each other lie beside each other as far as the files allow, and one read may reach over several.</para>
/// <para>Where the stored stream is larger than a tile, <see cref="TileMaker"/> makes tiles of it that hold the same
/// coefficients; their streams are complete and nowhere in the file.</para>
/// <para>Where stored pictures and tiles have nothing to do with each other, <see cref="TilePainter"/> draws the tiles.</para>
/// </remarks>
public abstract class SlideLevel
{
    /// <summary>0-based, 0 is the largest.</summary>
    public abstract int Index { get; }

    /// <summary>The size of the level without padding.</summary>
    public abstract PixelSize Size { get; }

    /// <summary>The size of every tile.</summary>
    public abstract PixelSize TileSize { get; }

    /// <summary>How the tiles are compressed and coloured.</summary>
    public abstract TileEncoding Encoding { get; }

    /// <summary>Micrometres per pixel of this level, or null where nothing in the file tells.</summary>
    public abstract PixelSpacing? Spacing { get; }

    /// <summary>Where the level is in its file, for messages: e.g. <c>page 2</c>.</summary>
    public abstract string Location { get; }

    /// <summary>
    /// Whether a tile that is not stored shows what was not scanned, which is background; else it was lost, and the next
    /// larger level shows what it held.
    /// </summary>
    public virtual bool HasBackgroundForMissingTiles => false;

    /// <summary>Whether a place where nothing is stored is black, as in fluorescence; else white, as the glass is.</summary>
    public virtual bool HasDarkBackground => false;

    /// <summary>The grey of what was not scanned, the same in every byte: white or black unless the file says otherwise.</summary>
    public virtual byte BackgroundShade => HasDarkBackground ? byte.MinValue : byte.MaxValue;

    /// <summary>The number of tiles across.</summary>
    public int TileColumns => (int)(((long)Size.Width + TileSize.Width - 1) / TileSize.Width);

    /// <summary>The number of tiles down.</summary>
    public int TileRows => (int)(((long)Size.Height + TileSize.Height - 1) / TileSize.Height);

    /// <summary>The number of tiles, row by row.</summary>
    public int TileCount => checked(TileColumns * TileRows);

    /// <summary>Where a tile's bytes are.</summary>
    /// <param name="tileIndex">0-based, row by row.</param>
    /// <returns>
    /// The range in the level's run of bytes; length 0 for a tile that is not stored; with a <see cref="TileMaker"/> or a
    /// <see cref="TilePainter"/> all that the tiles are made from, the same for each.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The index is not of this level.</exception>
    public abstract ByteRange GetTileRange(int tileIndex);

    /// <summary>Which of <see cref="Slide.Files"/> the tiles are in, 0-based; the first of them where there are several.</summary>
    public abstract int SourceFileIndex { get; }

    /// <summary>
    /// Whether the level's run of bytes is joined from pieces of several places or files, so that its offsets are not those of
    /// <see cref="SourceFileIndex"/>: <see cref="Slide.EnumerateStoredStreams"/> has the places of such a level.
    /// </summary>
    public virtual bool IsJoined => false;

    /// <summary>Reads bytes of the level's run. Thread-safe.</summary>
    /// <param name="offset">From the start of the run, as <see cref="GetTileRange"/> gives it.</param>
    /// <param name="destination">Filled completely.</param>
    /// <exception cref="SlideFormatException">The run ends before, or a file cannot be read any more.</exception>
    public abstract void ReadBytes(long offset, Span<byte> destination);

    /// <summary>Makes the tiles, where they are not stored one by one; else null.</summary>
    public virtual ITileMaker? TileMaker => null;

    /// <summary>Draws the tiles, where they cannot be had without decoding; else null. Never beside a maker.</summary>
    public virtual ITilePainter? TilePainter => null;

    /// <summary>
    /// Why no pixel of the level can be had, for people: e.g. <c>JPEG XR is not read</c>; null where they can. Such a level
    /// is shown by <c>inspect</c> with its size and identity; conversion refuses the slide. No tile has a length then.
    /// </summary>
    public virtual string? UnreadableReason => null;

    /// <summary>Where a tile is, for people: a byte of the file, or whatever the format counts in.</summary>
    /// <param name="tileIndex">0-based, row by row.</param>
    public virtual string DescribeTile(int tileIndex) =>
        string.Create(CultureInfo.InvariantCulture, $"at byte {GetTileRange(tileIndex).Offset}");
}
