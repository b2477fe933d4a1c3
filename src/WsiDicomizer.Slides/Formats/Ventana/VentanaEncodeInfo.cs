using System.Globalization;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.Xml;

namespace WsiDicomizer.Slides.Formats.Ventana;

/// <summary>The XML of level 0: which areas were scanned, and how their tiles meet.</summary>
internal sealed class VentanaEncodeInfo
{
    private VentanaEncodeInfo(VentanaXml xml, IReadOnlyList<VentanaArea> areas)
    {
        Xml = xml;
        Areas = areas;
    }

    /// <summary>The XML.</summary>
    public VentanaXml Xml { get; }

    /// <summary>The scanned areas, at least one.</summary>
    public IReadOnlyList<VentanaArea> Areas { get; }

    /// <summary>Reads the XML of level 0.</summary>
    /// <param name="image">Level 0, which has a tag 700.</param>
    /// <exception cref="SlideFormatException">It is no XML, or not as Ventana writes it.</exception>
    public static VentanaEncodeInfo Read(TiffImage image)
    {
        var xml = VentanaXml.Read(image.Directory);
        if (xml.Map.Root.LocalName != VentanaNames.EncodeInfo)
        {
            throw xml.Damaged("has another root than EncodeInfo");
        }

        var stitch = xml.Map.Root.ChildrenNamed("SlideStitchInfo").ToList();
        var infos = stitch.SelectMany(item => item.ChildrenNamed(VentanaNames.Image)).ToList();
        var origins = xml.Map.Root.ChildrenNamed("AoiOrigin").SelectMany(item => item.Children).ToList();
        if (infos.Count is 0 or > VentanaLimits.MaxAreas || infos.Count != origins.Count)
        {
            throw xml.Damaged(
                $"lists {infos.Count} ImageInfo and {origins.Count} origins of areas; expected the same number, 1 to {VentanaLimits.MaxAreas}");
        }

        var frames = stitch.SelectMany(item => item.ChildrenNamed(VentanaNames.Frames)).ToList();
        var areas = new List<VentanaArea>();
        var tiles = 0L;
        for (var index = 0; index < infos.Count; index++)
        {
            if (xml.Count(infos[index], "AOIScanned") == 0)
            {
                continue;
            }

            var area = ReadArea(xml, infos[index], origins[index], image);
            tiles += (long)area.Columns * area.Rows;
            if (tiles > VentanaLimits.MaxTiles)
            {
                throw xml.Damaged($"lists areas of more than {VentanaLimits.MaxTiles} tiles, the limit");
            }

            area.Frames = ReadFrames(FindFrames(infos[index], frames, index), area);
            areas.Add(area);
        }

        return areas.Count > 0 ? new VentanaEncodeInfo(xml, areas) : throw xml.Damaged("has no area that was scanned");
    }

    private static VentanaArea ReadArea(VentanaXml xml, XmlElement info, XmlElement origin, TiffImage image)
    {
        var tile = image.SegmentSize;
        var stated = new PixelSize(xml.Count(info, "Width", 1), xml.Count(info, "Height", 1));
        if (stated != tile)
        {
            throw xml.Damaged($"says that tiles are {stated}; the page's tags say {tile}");
        }

        var (left, top) = (xml.Count(origin, "OriginX"), xml.Count(origin, "OriginY"));
        if (left % tile.Width != 0 || top % tile.Height != 0)
        {
            throw xml.Damaged($"has an area that begins at {left}, {top}; expected multiples of the tile, {tile}");
        }

        var area = new VentanaArea
        {
            FirstColumn = left / tile.Width,
            FirstRow = top / tile.Height,
            Columns = xml.Count(info, "NumCols", 1),
            Rows = xml.Count(info, "NumRows", 1),

            // Whole numbers that are sometimes written with a point.
            Left = Math.Truncate(xml.Number(info, "Pos-X")),
            Bottom = Math.Truncate(xml.Number(info, "Pos-Y")),
        };
        if ((long)area.FirstColumn + area.Columns > image.SegmentColumns || (long)area.FirstRow + area.Rows > image.SegmentRows)
        {
            throw xml.Damaged(
                $"has an area of {area.Columns} by {area.Rows} tiles from tile {area.FirstColumn}, {area.FirstRow}; the page has "
                + $"{image.SegmentColumns} by {image.SegmentRows}");
        }

        area.Joints = [.. info.ChildrenNamed(VentanaNames.Joint).Select(joint => ReadJoint(xml, joint, area))];
        return area;
    }

    /// <remarks>
    /// Which of the two tiles is left or above is told by their numbers: LEFT and DOWN name the pair the other way round.
    /// </remarks>
    private static VentanaJoint ReadJoint(VentanaXml xml, XmlElement element, VentanaArea area)
    {
        var (column1, row1) = ReadTile(xml, element, "Tile1", area);
        var (column2, row2) = ReadTile(xml, element, "Tile2", area);
        var direction = element.Find("Direction");
        var isAcross = direction is "RIGHT" or "LEFT";
        if (!isAcross && direction is not ("UP" or "DOWN"))
        {
            throw xml.Damaged("has a TileJointInfo whose Direction is none of LEFT, RIGHT, UP and DOWN");
        }

        if (isAcross ? row1 != row2 || Math.Abs(column1 - column2) != 1 : column1 != column2 || Math.Abs(row1 - row2) != 1)
        {
            throw xml.Damaged("has a TileJointInfo of two tiles that are no neighbours in its Direction");
        }

        return new VentanaJoint(
            isAcross,
            isAcross ? Math.Min(column1, column2) : Math.Min(row1, row2),
            xml.Number(element, isAcross ? "OverlapX" : "OverlapY"),
            xml.Count(element, "Confidence"),
            element.Find("FlagJoined") == "1",
            direction is "LEFT" or "DOWN");
    }

    // From 1; rows from the bottom up, every second from right to left.
    private static (int Column, int Row) ReadTile(VentanaXml xml, XmlElement element, string name, VentanaArea area)
    {
        var number = xml.Count(element, name, 1);
        if (number > area.Columns * (long)area.Rows)
        {
            throw xml.Damaged($"has a TileJointInfo whose {name} is {number}; the area has {area.Columns * (long)area.Rows} tiles");
        }

        var (row, column) = Math.DivRem(number - 1, area.Columns);
        return (row % 2 == 0 ? column : area.Columns - 1 - column, area.Rows - 1 - row);
    }

    private static XmlElement? FindFrames(XmlElement info, List<XmlElement> frames, int index) =>
        info.ChildrenNamed(VentanaNames.Frames).FirstOrDefault()
        ?? frames.FirstOrDefault(item =>
            item.Find("AOIIndex") == (info.Find("AOIIndex") ?? index.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The order in which tiles are stored, where it is complete and not row by row.</summary>
    private static int[]? ReadFrames(XmlElement? element, VentanaArea area)
    {
        var count = area.Columns * area.Rows;
        var frames = element?.ChildrenNamed("Frame").Where(frame => frame.Find("Z") is null or "0").ToList();
        if (frames?.Count != count)
        {
            return null;
        }

        var places = new int[count];
        Array.Fill(places, -1);
        var isInOrder = true;
        for (var index = 0; index < count; index++)
        {
            var parts = (frames[index].Find("XY") ?? string.Empty).Split(',');
            if (parts.Length != 2
                || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var column)
                || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var row)
                || column >= area.Columns || row >= area.Rows || places[(row * area.Columns) + column] >= 0)
            {
                return null;
            }

            places[(row * area.Columns) + column] = index;
            isInOrder &= (row * area.Columns) + column == index;
        }

        return isInOrder ? null : places;
    }
}
