using WsiDicomizer.Slides;

namespace WsiDicomizer.Cli.Json;

/// <summary>A slide in <c>inspect --json</c>, its identity included.</summary>
internal sealed record SlideDescription
{
    /// <summary>The files that make up the slide, by full path.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The format's name.</summary>
    public required string Format { get; init; }

    /// <summary>The pyramid, largest level first.</summary>
    public required IReadOnlyList<LevelDescription> Levels { get; init; }

    /// <summary>The pictures beside the pyramid.</summary>
    public required IReadOnlyList<ImageDescription> AssociatedImages { get; init; }

    /// <summary>What the scanner said, as far as it is understood.</summary>
    public required MetadataDescription Metadata { get; init; }

    /// <summary>The length of the ICC profile in bytes; 0 where there is none.</summary>
    public required int IccProfileLength { get; init; }

    /// <summary>Where the files are not as their format wants them, and were read all the same.</summary>
    public required IReadOnlyList<FaultDescription> ToleratedFaults { get; init; }

    /// <summary>Files beside the slide's that cannot be read and may be part of it, by full path.</summary>
    public required IReadOnlyList<string> UnreadableFiles { get; init; }

    /// <summary>Every place where identity is or may be.</summary>
    public required IReadOnlyList<IdentityDescription> Identity { get; init; }

    /// <summary>Describes a slide.</summary>
    public static SlideDescription From(Slide slide) => new()
    {
        Files = slide.Files,
        Format = slide.FormatName,
        Levels =
        [
            .. slide.Areas.SelectMany((area, index) => area.Levels.Select(level => LevelDescription.From(level, area, index))),
        ],
        AssociatedImages = [.. slide.AssociatedImages.Select(image => new ImageDescription(
            image.Kind.ToString(), image.Size.Width, image.Size.Height, image.Encoding.VendorName, image.Location))],
        Metadata = MetadataDescription.From(slide.Metadata),
        IccProfileLength = slide.IccProfile.Length,
        ToleratedFaults = [.. slide.ToleratedFaults.Select(fault => new FaultDescription(
            fault.Code, fault.Message, slide.Files[fault.FileIndex], fault.Offset))],
        UnreadableFiles = slide.UnreadableFiles,
        Identity = [.. slide.IdentityRecords.Concat(slide.FindHiddenIdentity()).Select(record => new IdentityDescription(
            record.Kind.ToString(),
            record.Name,
            record.Value,
            slide.Files[record.FileIndex],
            record.Location,
            record.Range?.Offset,
            record.Range?.Length))],
    };
}

/// <summary>A level in <c>inspect --json</c>.</summary>
internal sealed record LevelDescription(
    int Width,
    int Height,
    int TileWidth,
    int TileHeight,
    int TileCount,
    string Compression,
    double? MicrometresPerPixelX,
    double? MicrometresPerPixelY,
    string Location,
    int Area,
    int? FocalPlane,
    double? FocalPlaneOffsetMicrometres,
    int? OpticalPath,
    string? UnreadableReason)
{
    /// <summary>Describes a level of one of the slide's areas, which are counted from 0, as planes and paths are.</summary>
    public static LevelDescription From(SlideLevel level, SlideArea area, int index) => new(
        level.Size.Width,
        level.Size.Height,
        level.TileSize.Width,
        level.TileSize.Height,
        level.TileCount,
        level.Encoding.VendorName,
        level.Spacing?.XMicrometres,
        level.Spacing?.YMicrometres,
        level.Location,
        index,
        area.FocalPlane?.Index,
        area.FocalPlane?.OffsetMicrometres,
        area.OpticalPath?.Index,
        level.UnreadableReason);
}

/// <summary>An associated image in <c>inspect --json</c>.</summary>
internal sealed record ImageDescription(string Kind, int Width, int Height, string Compression, string Location);

/// <summary>A fault of a file in <c>inspect --json</c>; the offset is of its place in the file.</summary>
internal sealed record FaultDescription(string Code, string Message, string File, long? Offset);

/// <summary>An identity record in <c>inspect --json</c>; the offset is of its bytes in the file.</summary>
internal sealed record IdentityDescription(
    string Kind, string Name, string? Value, string File, string Location, long? Offset, long? Length);
