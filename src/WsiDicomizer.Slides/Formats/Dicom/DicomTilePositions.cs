using WsiDicomizer.Dicom;

namespace WsiDicomizer.Slides.Formats.Dicom;

/// <summary>Which frame is which tile (PS3.3 C.7.6.17.3 TILED_FULL and TILED_SPARSE, C.8.12.6.1 Plane Position (Slide)).</summary>
internal static class DicomTilePositions
{
    /// <summary>Stands for a tile that no frame shows.</summary>
    public const int NotStored = -1;

    /// <summary>Finds the frames of all tiles.</summary>
    /// <param name="image">The picture.</param>
    /// <returns>For each tile, row by row, the 0-based number of its frame over all parts, or <see cref="NotStored"/>.</returns>
    /// <exception cref="SlideFormatException">The frames are too few, too many, or lie between the tiles.</exception>
    /// <exception cref="DicomDataException">A position is missing or wrong.</exception>
    public static int[] Find(DicomImage image)
    {
        var tiles = (long)image.TileColumns * image.TileRows;
        if (tiles > DicomFormatLimits.MaxTilesPerLevel)
        {
            throw Fault(image, SlideProblem.Damaged, $"{tiles} tiles are more than the limit of {DicomFormatLimits.MaxTilesPerLevel}");
        }

        return IsFull(image) ? Full(image, (int)tiles) : Sparse(image, (int)tiles);
    }

    private static bool IsFull(DicomImage image) => image.First.Text(DicomTag.DimensionOrganizationType) switch
    {
        "TILED_FULL" => true,
        "TILED_SPARSE" => false,

        // Not said, or not in words that slides use: whoever wrote a position for each frame meant it.
        _ => !HasPositions(image.First),
    };

    private static bool HasPositions(DicomInstance instance) =>
        GetItems(instance) is [var first, ..] && first.Contains(DicomTag.PlanePositionSlideSequence);

    private static IReadOnlyList<DicomDataset> GetItems(DicomInstance instance) =>
        instance.Dataset.TryGetSequence(DicomTag.PerFrameFunctionalGroupsSequence, out var groups) ? [.. groups.Items] : [];

    private static int[] Full(DicomImage image, int tiles)
    {
        if (image.TotalFrames != tiles)
        {
            throw image.TotalFrames > tiles
                ? Fault(image, SlideProblem.Unsupported, $"{image.TotalFrames} frames for {tiles} tiles: several focal planes or optical paths are not supported")
                : Fault(image, SlideProblem.Damaged, $"{image.TotalFrames} frames are too few for {tiles} tiles, and nothing says which are missing");
        }

        var frames = new int[tiles];
        for (var tile = 0; tile < tiles; tile++)
        {
            frames[tile] = tile;
        }

        return frames;
    }

    private static int[] Sparse(DicomImage image, int tiles)
    {
        var frames = new int[tiles];
        frames.AsSpan().Fill(NotStored);
        var frame = 0;
        foreach (var part in image.Parts)
        {
            var items = GetItems(part);
            if (items.Count != part.NumberOfFrames)
            {
                // One frame for all may state its position among the shared groups, or be the whole picture.
                items = part.NumberOfFrames == 1 ? [GetShared(part)]
                    : throw Fault(image, SlideProblem.Damaged, $"{items.Count} items of PerFrameFunctionalGroupsSequence for {part.NumberOfFrames} frames");
            }

            foreach (var item in items)
            {
                var tile = FindTile(image, item);
                if (frames[tile] != NotStored)
                {
                    throw Fault(image, SlideProblem.Unsupported, "several frames have one position: several focal planes or optical paths are not supported");
                }

                frames[tile] = frame++;
            }
        }

        return frames;
    }

    private static DicomDataset GetShared(DicomInstance part) =>
        part.Dataset.TryGetSequence(DicomTag.SharedFunctionalGroupsSequence, out var shared) && shared.Items is [var item, ..]
            ? item
            : [];

    private static int FindTile(DicomImage image, DicomDataset groups)
    {
        if (!groups.TryGetSequence(DicomTag.PlanePositionSlideSequence, out var positions) || positions.Items is not [var position])
        {
            return image is { TileColumns: 1, TileRows: 1 }
                ? 0
                : throw Fault(image, SlideProblem.Damaged, "a frame states no position, and the frames are not TILED_FULL");
        }

        // 1-based, of the frame's top left pixel.
        var column = (long)position.GetSingleValue<int>(DicomTag.ColumnPositionInTotalImagePixelMatrix) - 1;
        var row = (long)position.GetSingleValue<int>(DicomTag.RowPositionInTotalImagePixelMatrix) - 1;
        var (x, left) = Math.DivRem(column, image.FrameSize.Width);
        var (y, top) = Math.DivRem(row, image.FrameSize.Height);
        if (column < 0 || row < 0 || x >= image.TileColumns || y >= image.TileRows)
        {
            throw Fault(image, SlideProblem.Damaged, "a frame lies outside of the total pixel matrix");
        }

        return left == 0 && top == 0
            ? (int)((y * image.TileColumns) + x)
            : throw Fault(image, SlideProblem.Unsupported, "frames that are not aligned to a grid of tiles are not supported");
    }

    private static SlideFormatException Fault(DicomImage image, SlideProblem problem, string message) =>
        new(problem, message, image.First.Path);
}
