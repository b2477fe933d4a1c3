using WsiDicomizer.Slides.Hidden;

namespace WsiDicomizer.Slides.Formats.Mirax;

/// <summary>What the index leads to in the data files: pictures of levels, and pieces of layers.</summary>
/// <remarks>The starts of the files and the pieces of layers are told by <see cref="MiraxIdentity"/>.</remarks>
internal static class MiraxFileMap
{
    /// <summary>Reads the maps of the data files.</summary>
    /// <param name="dataFiles">The data files.</param>
    /// <param name="pyramid">The pictures.</param>
    /// <param name="layers">The layers.</param>
    /// <param name="limits">How many pieces there may be.</param>
    public static IReadOnlyList<FileMap> Read(
        IReadOnlyList<SlideFile> dataFiles, MiraxPyramid pyramid, MiraxLayers layers, HiddenIdentityLimits limits)
    {
        List<FileMap> maps =
        [
            .. dataFiles.Select((file, index) => new FileMap(file, MiraxSlide.FirstDataFile + index, limits) { IsComplete = true }),
        ];
        var ends = layers.FindHeaderEnds(pyramid);
        foreach (var (index, map) in maps.Index())
        {
            map.AddStructure(new ByteRange(0, ends[index]));
        }

        foreach (var piece in Enumerable.Range(0, layers.Values.Count).SelectMany(layers.Pieces))
        {
            maps[piece.File].AddStructure(new ByteRange(piece.Offset, piece.Length));
        }

        foreach (var level in pyramid.Levels)
        {
            AddPictures(maps, level);
        }

        return maps;
    }

    private static void AddPictures(List<FileMap> maps, MiraxPyramidLevel level)
    {
        var compression = level.Section.Format switch
        {
            MiraxPictureFormat.Png => TileCompression.Png,
            MiraxPictureFormat.Bitmap => TileCompression.Bitmap,
            _ => TileCompression.Jpeg,
        };
        var places = maps.ConvertAll(map => map.AddPlace(FormattableString.Invariant($"zoom level {level.Index}, picture")));
        for (var index = 0; index < level.Pictures.Count; index++)
        {
            var picture = level.Pictures[index];
            maps[picture.File].AddStream(places[picture.File], index, new ByteRange(picture.Offset, picture.Length), compression);
        }
    }
}
