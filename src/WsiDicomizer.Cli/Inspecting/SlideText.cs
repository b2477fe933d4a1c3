using System.Globalization;
using WsiDicomizer.Cli.Terminal;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Cli.Inspecting;

/// <summary>Prints what is in a slide, for people.</summary>
/// <param name="console">Where to.</param>
internal sealed class SlideText(ICommandConsole console)
{
    private const string Nothing = "-";

    /// <summary>Prints everything.</summary>
    /// <param name="path">As the user named it.</param>
    /// <param name="slide">The opened slide.</param>
    public void Write(string path, Slide slide)
    {
        Line($"{Printable.From(path)}: {slide.FormatName}, {Text(slide.Size)} pixels");
        Line(string.Empty);
        WriteLevels(slide);
        WriteImages(slide);
        WriteMetadata(slide.Metadata, slide.IccProfile.Length);
        WriteFaults(slide);
        Line("Identity records:");
        WriteIdentity(slide.IdentityRecords, [.. slide.FindHiddenIdentity()]);
    }

    /// <summary>Prints the identity records as a table; what is hidden alike in many tiles in one row.</summary>
    public void WriteIdentity(IReadOnlyList<IdentityRecord> records, IReadOnlyList<IdentityRecord> hidden)
    {
        if (records.Count + hidden.Count == 0)
        {
            Line("none");
        }
        else
        {
            var table = new TextTable("kind", "name", "location", "value");
            foreach (var record in records)
            {
                table.AddRow(record.Kind.ToString(), record.Name, record.Location, record.Value ?? Stand(record));
            }

            foreach (var alike in hidden.GroupBy(record => (record.FileIndex, record.Kind, record.Name, Value: record.Value ?? Stand(record))))
            {
                var more = alike.Count() - 1;
                var location = more == 0 ? alike.First().Location : $"{alike.First().Location}, and {Quantity.Number(more)} more";
                table.AddRow(alike.Key.Kind.ToString(), alike.Key.Name, location, alike.Key.Value);
            }

            table.Write(console);
        }

        Line(string.Empty);
    }

    /// <summary>A pixel spacing in micrometres, across before down where they differ.</summary>
    public static string Text(PixelSpacing? spacing)
    {
        if (spacing is not { } known)
        {
            return Nothing;
        }

        var across = Text(known.XMicrometres);
        var down = Text(known.YMicrometres);
        return across == down ? $"{across} µm" : $"{across} × {down} µm";
    }

    // What a record without a text has.
    private static string Stand(IdentityRecord record) =>
        record is { Kind: IdentityKind.UnknownKey, Range: { } range } ? $"({Quantity.Bytes(range.Length)})" : "(picture)";

    private static string Text(double micrometres) => micrometres.ToString("0.######", CultureInfo.InvariantCulture);

    // ASCII, so that it can be searched for and pasted.
    private static string Text(PixelSize size) =>
        string.Create(CultureInfo.InvariantCulture, $"{size.Width}x{size.Height}");

    // Which of several focal planes and channels an area is.
    private static string View(SlideArea area) =>
        (area.FocalPlane is { } plane ? $", plane {Quantity.Number(plane.Index + 1)}" : string.Empty)
        + (area.OpticalPath is { } path ? $", channel {Quantity.Number(path.Index + 1)}" : string.Empty);

    private void WriteLevels(Slide slide)
    {
        Line("Levels:");
        var table = new TextTable("level", "size", "tile", "tiles", "compression", "spacing", "location");
        var areas = slide.Areas;
        foreach (var (index, level) in areas.Index().SelectMany(area => area.Item.Levels.Select(level => (area.Index, level))))
        {
            var number = Quantity.Number(level.Index);
            table.AddRow(
                areas.Count == 1 ? number : $"{number} of area {Quantity.Number(index + 1)}{View(areas[index])}",
                Text(level.Size),
                Text(level.TileSize),
                Quantity.Number(level.TileCount),
                level.Encoding.VendorName,
                Text(level.Spacing),
                level.Location);
        }

        table.Write(console);
        foreach (var reason in areas.SelectMany(area => area.Levels).Select(level => level.UnreadableReason).OfType<string>().Distinct())
        {
            Line($"Pixels cannot be read: {reason}");
        }

        Line(string.Empty);
    }

    private void WriteImages(Slide slide)
    {
        Line("Associated images:");
        if (slide.AssociatedImages.Count == 0)
        {
            Line("none");
        }
        else
        {
            var table = new TextTable("kind", "size", "compression", "location");
            foreach (var image in slide.AssociatedImages)
            {
                table.AddRow(image.Kind.ToString(), Text(image.Size), image.Encoding.VendorName, image.Location);
            }

            table.Write(console);
        }

        Line(string.Empty);
    }

    private void WriteMetadata(SlideMetadata metadata, int iccProfileLength)
    {
        Line("Metadata as understood:");
        var table = new TextTable("what", "value");
        foreach (var (name, value) in MetadataRows.Of(metadata))
        {
            table.AddRow(name, value);
        }

        table.AddRow("ICC profile", iccProfileLength == 0 ? "none" : Quantity.Bytes(iccProfileLength));
        table.Write(console);
        Line(string.Empty);
    }

    // Sound slides, which most are, say nothing of it.
    private void WriteFaults(Slide slide)
    {
        if (slide.ToleratedFaults.Count > 0)
        {
            Line("Faults that were tolerated:");
            var table = new TextTable("file", "code", "count", "the first of them");
            foreach (var group in slide.ToleratedFaults.GroupBy(fault => (fault.FileIndex, fault.Code)))
            {
                var first = group.First();
                var place = first.Offset is { } offset ? string.Create(CultureInfo.InvariantCulture, $"at byte {offset}: ") : string.Empty;
                table.AddRow(
                    Quantity.Number(group.Key.FileIndex + 1), group.Key.Code, Quantity.Number(group.Count()), place + first.Message);
            }

            table.Write(console);
            Line(string.Empty);
        }

        if (slide.UnreadableFiles.Count > 0)
        {
            Line("Files beside it that cannot be read, and may be part of it:");
            foreach (var path in slide.UnreadableFiles)
            {
                Line(Printable.From(path));
            }

            Line(string.Empty);
        }
    }

    private void Line(string text) => console.Out.WriteLine(text);
}
