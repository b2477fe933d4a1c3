using System.Globalization;
using WsiDicomizer.Dicom;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.DataSet;

/// <summary>When the slide was scanned: General Acquisition, SOP Common and the dates of Multi-frame (PS3.3 C.7.10.1, C.12.1, C.7.6.16).</summary>
internal static class AcquisitionModules
{
    // AcquisitionDateTime, ContentDate and ContentTime are Type 1: where the file tells no date, this one says so.
    private static readonly DateOnly UnknownDate = new(1900, 1, 1);

    public static void AddTo(DicomDataset dataset, SlideMetadata metadata)
    {
        var date = metadata.AcquisitionDate ?? UnknownDate;
        var time = metadata.AcquisitionDate is null ? default : metadata.AcquisitionTime ?? default;
        var moment = string.Create(CultureInfo.InvariantCulture, $"{date:yyyyMMdd}{time:HHmmss}");
        if (metadata.UtcOffset is { } offset && metadata.AcquisitionDate is not null)
        {
            dataset.Add(DicomTag.TimezoneOffsetFromUTC, ToOffset(offset));
            moment += ToOffset(offset);
        }

        dataset.Add(DicomTag.AcquisitionDateTime, moment);
        dataset.Add(DicomTag.ContentDate, date);
        dataset.Add(DicomTag.ContentTime, time);
    }

    private static string ToOffset(TimeSpan offset) =>
        string.Create(CultureInfo.InvariantCulture, $"{(offset < TimeSpan.Zero ? '-' : '+')}{offset:hhmm}");
}
