using System.Globalization;
using WsiDicomizer.Dicom;
using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Slides.Formats.Dicom;

/// <summary>What the data sets say of the acquisition. What is not well-formed is not known.</summary>
internal static class DicomMetadata
{
    private const double MicrometresPerMillimetre = 1000;

    /// <summary>Reads the metadata.</summary>
    /// <param name="structure">The slide's instances.</param>
    public static SlideMetadata Read(DicomStructure structure)
    {
        var instance = structure.Levels[0].First;
        var dataset = instance.Dataset;
        var (date, time, offset) = ReadMoment(instance);
        return new SlideMetadata
        {
            Manufacturer = NullIfEmpty(instance.Text(DicomTag.Manufacturer)),
            ManufacturerModelName = NullIfEmpty(instance.Text(DicomTag.ManufacturerModelName)),
            DeviceSerialNumber = NullIfEmpty(instance.Text(DicomTag.DeviceSerialNumber)),
            SoftwareVersions = dataset.TryGetDicomItem<DicomStringElement>(DicomTag.SoftwareVersions, out var versions)
                ? versions.Values
                : [],
            AcquisitionDate = date,
            AcquisitionTime = time,
            UtcOffset = offset,
            ObjectivePower = ReadObjectivePower(dataset),
            Spacing = ReadSpacing(instance),
            Barcode = structure.Levels.Concat(structure.Pictures)
                .Select(image => NullIfEmpty(image.First.Text(DicomTag.BarcodeValue)))
                .FirstOrDefault(text => text is not null),
            Operator = NullIfEmpty(instance.Text(DicomTag.OperatorsName)),
            Title = NullIfEmpty(instance.Text(DicomTag.SeriesDescription)),
            Origin = ReadOrigin(dataset),
            LabelSide = ReadLabelSide(dataset),
            CompressionDescription = NullIfEmpty(instance.Text(DicomTag.DerivationDescription)),
        };
    }

    /// <summary>PixelSpacing of the shared functional groups, or of the first frame (PS3.3 C.7.6.16.2.1).</summary>
    /// <param name="instance">An instance.</param>
    public static PixelSpacing? ReadSpacing(DicomInstance instance)
    {
        foreach (var groups in new[] { DicomTag.SharedFunctionalGroupsSequence, DicomTag.PerFrameFunctionalGroupsSequence })
        {
            if (First(instance.Dataset, groups) is { } group
                && First(group, DicomTag.PixelMeasuresSequence) is { } measures
                && ReadNumbers(measures, DicomTag.PixelSpacing) is [> 0 and var down, > 0 and var across])
            {
                // Between rows first, then between columns, in millimetres (10.7.1.3).
                return new PixelSpacing(across * MicrometresPerMillimetre, down * MicrometresPerMillimetre);
            }
        }

        return null;
    }

    /// <summary>The ICC profile of the optical path, or empty.</summary>
    /// <param name="dataset">Of an instance.</param>
    public static ReadOnlyMemory<byte> ReadIccProfile(DicomDataset dataset)
    {
        var holder = First(dataset, DicomTag.OpticalPathSequence) is { } path && path.Contains(DicomTag.ICCProfile) ? path : dataset;
        return holder.TryGetDicomItem<DicomBytesElement>(DicomTag.ICCProfile, out var profile)
            && profile.Source.Length <= DicomFormatLimits.MaxIccBytes
                ? profile.ToArray()
                : ReadOnlyMemory<byte>.Empty;
    }

    private static double? ReadObjectivePower(DicomDataset dataset) =>
        First(dataset, DicomTag.OpticalPathSequence) is { } path
        && ReadNumbers(path, DicomTag.ObjectiveLensPower) is [> 0 and var power]
            ? power
            : null;

    private static SlidePosition? ReadOrigin(DicomDataset dataset) =>
        First(dataset, DicomTag.TotalPixelMatrixOriginSequence) is { } origin
        && ReadNumbers(origin, DicomTag.XOffsetInSlideCoordinateSystem) is [var x]
        && ReadNumbers(origin, DicomTag.YOffsetInSlideCoordinateSystem) is [var y]
            ? new SlidePosition(x, y)
            : null;

    // Any other orientation is that of a picture that was turned by less than a quarter, or is seen from below.
    private static LabelSide? ReadLabelSide(DicomDataset dataset) => ReadNumbers(dataset, DicomTag.ImageOrientationSlide) switch
    {
        [0, 1, 0, 1, 0, 0] => LabelSide.Right,
        [-1, 0, 0, 0, 1, 0] => LabelSide.Below,
        [0, -1, 0, -1, 0, 0] => LabelSide.Left,
        [1, 0, 0, 0, -1, 0] => LabelSide.Above,
        _ => null,
    };

    // AcquisitionDateTime is YYYYMMDDHHMMSS.FFFFFF&ZZXX, cut off anywhere (PS3.5 table 6.2-1).
    private static (DateOnly? Date, TimeOnly? Time, TimeSpan? Offset) ReadMoment(DicomInstance instance)
    {
        var text = instance.Text(DicomTag.AcquisitionDateTime);
        var sign = text.IndexOfAny(['+', '-']);
        var zone = sign >= 0 ? text[sign..] : instance.Text(DicomTag.TimezoneOffsetFromUTC);
        var digits = (sign >= 0 ? text[..sign] : text).Split('.')[0];
        DateOnly? date = DateOnly.TryParseExact(
            digits.Length >= 8 ? digits[..8] : string.Empty, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
        TimeOnly? time = date is not null && TimeOnly.TryParseExact(
            digits[8..], ["HHmmss", "HHmm", "HH"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock)
            ? clock
            : null;
        return (date, time, ReadOffset(zone));
    }

    private static TimeSpan? ReadOffset(string zone) =>
        zone is ['+' or '-', _, _, _, _]
        && TimeSpan.TryParseExact(zone[1..], "hhmm", CultureInfo.InvariantCulture, out var offset)
            ? zone[0] == '-' ? -offset : offset
            : null;

    private static DicomDataset? First(DicomDataset dataset, DicomTag tag) =>
        dataset.TryGetSequence(tag, out var sequence) && sequence.Items is [var item, ..] ? item : null;

    private static double[] ReadNumbers(DicomDataset dataset, DicomTag tag) =>
        dataset.TryGetDicomItem<DicomStringElement>(tag, out var element)
            ? [.. element.Values.Select(text =>
                double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN)]
            : [];

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
