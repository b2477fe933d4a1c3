namespace WsiDicomizer.Slides;

/// <summary>Makes the tiles of a level from what is stored, without decoding: every coefficient is the source's. Thread-safe.</summary>
public interface ITileMaker
{
    /// <summary>How many tiles of a row are best made at once, since they come from the same bytes.</summary>
    int TilesPerRun { get; }

    /// <summary>Makes tiles that lie side by side in one row.</summary>
    /// <param name="firstTileIndex">0-based, row by row.</param>
    /// <param name="count">At least 1; not beyond the row.</param>
    /// <returns>Complete streams in the level's encoding, with their tables.</returns>
    /// <exception cref="SlideFormatException">What is stored is damaged there.</exception>
    IReadOnlyList<byte[]> MakeTiles(int firstTileIndex, int count);
}
