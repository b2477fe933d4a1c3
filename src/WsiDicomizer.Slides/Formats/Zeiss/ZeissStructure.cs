namespace WsiDicomizer.Slides.Formats.Zeiss;

/// <summary>Which subblock belongs to which pyramid: scenes, channels and focal planes have one each.</summary>
/// <remarks>
/// Times, rotations, illuminations, phases, views and blocks of an acquisition are no pyramids of a slide: where there are several
/// of one of them, the slide is refused, for nothing is left out without a word.
/// </remarks>
internal static class ZeissStructure
{
    /// <summary>Sorts the subblocks.</summary>
    /// <param name="document">The CZI.</param>
    /// <returns>In the order scene, channel, focal plane; at least one.</returns>
    /// <exception cref="SlideFormatException">There is none, or the slide has something that is not supported.</exception>
    public static IReadOnlyList<ZeissArea> Read(ZeissDocument document)
    {
        var subblocks = document.Subblocks;
        if (subblocks.Count == 0)
        {
            throw Damaged(document, "lists no subblocks");
        }

        RequireOne(document, "times (T)", entry => entry.Others.Time);
        RequireOne(document, "rotations (R)", entry => entry.Others.Rotation);
        RequireOne(document, "illuminations (I)", entry => entry.Others.Illumination);
        RequireOne(document, "phases (H)", entry => entry.Others.Phase);
        RequireOne(document, "views (V)", entry => entry.Others.View);
        RequireOne(document, "blocks of the acquisition (B)", entry => entry.Others.Block);
        var withoutScene = subblocks.FirstOrDefault(subblock => subblock.Entry.Scene is null);
        if (withoutScene is not null && subblocks.Any(subblock => subblock.Entry.Scene is not null))
        {
            throw document.Bytes.Unsupported(
                $"subblock {withoutScene.Entry.Index} belongs to no scene, while others do", withoutScene.Segment.Offset);
        }

        var planes = subblocks.Select(subblock => subblock.Entry.Plane).Distinct().Order().ToList();
        var channels = subblocks.Select(subblock => subblock.Entry.Channel).Distinct().Order().ToList();
        var areas = new List<ZeissArea>();
        foreach (var scene in subblocks.GroupBy(subblock => subblock.Entry.Scene ?? 0).OrderBy(group => group.Key))
        {
            areas.AddRange(ReadScene(document, scene.Key, [.. scene], channels, planes));
        }

        return areas;
    }

    private static IEnumerable<ZeissArea> ReadScene(
        ZeissDocument document, int scene, List<ZeissSubblock> subblocks, List<int> channels, List<int> planes)
    {
        var downsamples = ZeissDownsamples.Of(document, subblocks);

        // All channels and planes of a scene lie on one grid.
        var bounds = ZeissBounds.Of(document, subblocks.Where(subblock => downsamples[subblock] == 1), scene);
        var groups = subblocks.GroupBy(subblock => (subblock.Entry.Channel, subblock.Entry.Plane))
            .OrderBy(group => group.Key.Channel).ThenBy(group => group.Key.Plane).ToList();
        if (groups.Count > ZeissLimits.MaxAreas)
        {
            throw Damaged(document, $"lists more than {ZeissLimits.MaxAreas} channels and focal planes");
        }

        foreach (var group in groups)
        {
            var first = group.First();
            if (group.FirstOrDefault(subblock => subblock.Entry.PixelType != first.Entry.PixelType) is { } other)
            {
                throw document.Bytes.Unsupported(
                    $"subblock {other.Entry.Index} has another pixel type than others of its channel", other.Segment.Offset);
            }

            var levels = group.GroupBy(subblock => downsamples[subblock]).OrderBy(level => level.Key).ToList();
            if (levels[0].Key != 1)
            {
                throw Damaged(document, $"lists no subblock of the largest level for a channel or focal plane of scene {scene}");
            }

            yield return new ZeissArea
            {
                Scene = scene,
                Channel = group.Key.Channel,
                ChannelCount = channels.Count,
                Plane = group.Key.Plane,
                PlaneIndex = planes.IndexOf(group.Key.Plane),
                PlaneCount = planes.Count,
                PixelType = first.Entry.PixelType,
                Bounds = bounds,
                Levels = [.. levels.Select(level => new ZeissMosaic(level.Key, bounds, InOrder(level)))],
            };
        }
    }

    // What lies above comes last. Subblocks of the pyramid often have no M: they lie as they are listed.
    private static List<ZeissSubblock> InOrder(IEnumerable<ZeissSubblock> subblocks) =>
        [.. subblocks.OrderBy(subblock => subblock.Entry.Mosaic ?? -1).ThenBy(subblock => subblock.Entry.Index)];

    private static void RequireOne(ZeissDocument document, string what, Func<ZeissSubblockEntry, int> of)
    {
        var first = of(document.Subblocks[0].Entry);
        if (document.Subblocks.FirstOrDefault(subblock => of(subblock.Entry) != first) is { } other)
        {
            throw document.Bytes.Unsupported(
                $"subblock {other.Entry.Index}: the slide has several {what}, which is not supported", other.Segment.Offset);
        }
    }

    private static SlideFormatException Damaged(ZeissDocument document, string what) => document.Bytes.Damaged(
        $"{ZeissDirectory.SegmentId}: {what}", document.Header.DirectoryOffset);
}
