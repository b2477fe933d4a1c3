using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Slides;

/// <summary>One level of a slide's pyramid: a grid of equally sized, separately stored tiles.</summary>
/// <remarks>Tiles at the right and bottom edge are stored whole; what lies beyond <see cref="Size"/> is padding.</remarks>
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

    /// <summary>The number of tiles across.</summary>
    public int TileColumns => (int)(((long)Size.Width + TileSize.Width - 1) / TileSize.Width);

    /// <summary>The number of tiles down.</summary>
    public int TileRows => (int)(((long)Size.Height + TileSize.Height - 1) / TileSize.Height);

    /// <summary>The number of tiles, row by row.</summary>
    public int TileCount => checked(TileColumns * TileRows);

    /// <summary>Where a tile's bytes are.</summary>
    /// <param name="tileIndex">0-based, row by row.</param>
    /// <returns>The range in <see cref="SourceFileIndex"/>'s file; length 0 for a tile that the file does not store.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The index is not of this level.</exception>
    public abstract ByteRange GetTileRange(int tileIndex);

    /// <summary>Which of <see cref="Slide.Files"/> the tiles are in, 0-based.</summary>
    public abstract int SourceFileIndex { get; }

    /// <summary>Reads bytes of the file that holds the tiles.</summary>
    /// <param name="offset">From the start of the file.</param>
    /// <param name="destination">Filled completely.</param>
    /// <exception cref="SlideFormatException">The file ends before, or cannot be read any more.</exception>
    public abstract void ReadBytes(long offset, Span<byte> destination);
}
