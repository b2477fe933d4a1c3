namespace WsiDicomizer.Slides;

/// <summary>
/// Draws the tiles of a level whose stored pictures are no tiles: they overlap, lie anywhere, or only a library can read
/// them. Thread-safe.
/// </summary>
/// <remarks>
/// What is drawn is encoded anew, once. A place where nothing is stored is drawn as the format says, else white.
/// </remarks>
public interface ITilePainter
{
    /// <summary>Why the tiles are drawn and not copied, for reports: e.g. <c>the stored pictures overlap</c>.</summary>
    string Reason { get; }

    /// <summary>The bytes of all stored pictures of the level; 0 where that is not known.</summary>
    long StoredBytes { get; }

    /// <summary>Whether the stored pictures had lost something already, by the compression that the level's encoding names.</summary>
    bool IsStoredWithLoss { get; }

    /// <summary>
    /// Whether tiles are cheap only row by row, from the top: what is stored is read in whole rows of the picture, and going back
    /// means reading it again.
    /// </summary>
    bool IsReadInRows => false;

    /// <summary>Draws a tile.</summary>
    /// <param name="tileIndex">0-based, row by row.</param>
    /// <param name="pixels">
    /// Filled completely: rows × columns × samples of <see cref="SlideLevel.TileSize"/>, row by row, the samples of a pixel
    /// side by side; grey or red, green, blue; samples of 16 bits low byte first.
    /// </param>
    /// <exception cref="SlideFormatException">What is stored is damaged there.</exception>
    void PaintTile(int tileIndex, Span<byte> pixels);
}
