using System.Globalization;
using WsiDicomizer.Deidentification.Crosswalks;
using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Dates;

/// <summary>
/// Modifies the dates and times of one instance (PS3.15 E.3.6): date and time of day move together, across midnight.
/// </summary>
/// <remarks>
/// All clocks of an instance are brought to the one of TimezoneOffsetFromUTC before they move, and offsets from UTC are
/// left out afterwards: they tell where the examination was. Immutable.
/// </remarks>
internal sealed class DateCleaner
{
    // Where the day of the examination is looked for, in this order.
    private static readonly DicomTag[] Examination =
    [
        DicomTag.StudyDate, DicomTag.SeriesDate, DicomTag.AcquisitionDateTime, DicomTag.AcquisitionDate, DicomTag.ContentDate,
    ];

    private readonly DatePolicy _policy;
    private readonly TimeMap _map;
    private readonly DateTime _day;
    private readonly TimeSpan? _utcOffset;

    /// <summary>Creates the cleaner of an instance.</summary>
    /// <param name="identified">The identified data set.</param>
    /// <param name="policy">How dates are modified.</param>
    /// <param name="key">The project's key.</param>
    public DateCleaner(DicomDataset identified, DatePolicy policy, ProjectKey key)
    {
        _policy = policy;
        var day = ExaminationOf(identified);
        _map = new TimeMapFactory(policy, key).Create(identified, day);
        _day = day?.ToDateTime(TimeOnly.MinValue) ?? TimeMap.Anchor;
        _utcOffset = ElementTexts.Of(identified, DicomTag.TimezoneOffsetFromUTC) is [var offset, ..]
            && DateText.TryParseOffset(offset, out var found)
                ? found
                : null;
    }

    /// <summary>The new values of a DA, TM or DT.</summary>
    /// <param name="element">The attribute.</param>
    /// <param name="siblings">The data set or item that it is in, where the other half of its date and time may be.</param>
    /// <returns>Null where a value cannot be read or leaves the calendar, or where nothing of it may stay.</returns>
    public string[]? Clean(DicomStringElement element, DicomDataset siblings)
    {
        Func<int, string?> clean = element switch
        {
            DicomDate => index => CleanDate(element, index, siblings),
            DicomTime => index => CleanTime(element, index, siblings),
            _ => index => CleanMoment(element.Values[index]),
        };
        var values = new string[element.Count];
        for (var index = 0; index < values.Length; index++)
        {
            // An empty value of several is empty afterwards.
            if (string.IsNullOrWhiteSpace(element.Values[index]))
            {
                values[index] = string.Empty;
            }
            else if (clean(index) is { } cleaned)
            {
                values[index] = cleaned;
            }
            else
            {
                return null;
            }
        }

        return values;
    }

    /// <summary>A distance in time that the standard keeps as a number, e.g. LongitudinalTemporalOffsetFromEvent.</summary>
    /// <param name="distance">In any unit.</param>
    public double Scale(double distance) => distance * _map.Scale / ScaleRange.One;

    /// <summary>Enters how this patient's dates move, where it is one shift and factor for all of them.</summary>
    /// <param name="identified">The identified data set.</param>
    /// <param name="crosswalk">Where to.</param>
    public void Record(DicomDataset identified, CrosswalkEntries crosswalk)
    {
        if (_policy.RandomizeOrder || _policy.Coarsen is not null)
        {
            return;
        }

        var subject = ElementTexts.Of(identified, DicomTag.PatientID) is [var patient, ..] && !string.IsNullOrWhiteSpace(patient)
            ? patient
            : ElementTexts.Of(identified, DicomTag.StudyInstanceUID) is [var study, ..] ? study : string.Empty;
        crosswalk.Add(
            CrosswalkCategory.Dates,
            CrosswalkKinds.DateShiftSeconds,
            subject,
            ((long)_map.Offset.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        if (_map.Scale != ScaleRange.One)
        {
            crosswalk.Add(
                CrosswalkCategory.Dates,
                CrosswalkKinds.DateScale,
                subject,
                ((decimal)_map.Scale / ScaleRange.One).ToString(CultureInfo.InvariantCulture));
        }
    }

    private static DateOnly? ExaminationOf(DicomDataset identified)
    {
        foreach (var tag in Examination)
        {
            var text = ElementTexts.Of(identified, tag) is [var first, ..] ? first.AsSpan() : [];
            if (text.Length >= 8 && DateText.TryParseDate(tag == DicomTag.AcquisitionDateTime ? text[..8] : text, out var date))
            {
                return date;
            }
        }

        return null;
    }

    private string? CleanDate(DicomStringElement element, int index, DicomDataset siblings)
    {
        if (!DateText.TryParseDate(element.Values[index], out var date))
        {
            return null;
        }

        var local = date.ToDateTime(TimeOnly.MinValue);
        if (_policy.Coarsen is { } period)
        {
            return DateText.FormatDate(FirstDay(local, period));
        }

        if (DateTimePairs.TryGetTime(element.Tag, out var partner)
            && ElementTexts.Of(siblings, partner) is var times && times.Count == element.Count
            && DateText.TryParseTime(times[index], out var time, out _, out _)
            && date < DateOnly.MaxValue)
        {
            local += time;
        }

        return _map.TryMove(local, out var moved) ? DateText.FormatDate(moved) : null;
    }

    private string? CleanTime(DicomStringElement element, int index, DicomDataset siblings)
    {
        if (_policy.Coarsen is not null
            || !DateText.TryParseTime(element.Values[index], out var time, out var precision, out var decimals))
        {
            return null;
        }

        var day = DateTimePairs.TryGetDate(element.Tag, out var partner)
            && ElementTexts.Of(siblings, partner) is var dates && dates.Count == element.Count
            && DateText.TryParseDate(dates[index], out var date)
                ? date.ToDateTime(TimeOnly.MinValue)
                : _day;
        return day < DateTime.MaxValue.Date && _map.TryMove(day + time, out var moved)
            ? DateText.FormatTime(moved, precision, decimals)
            : null;
    }

    private string? CleanMoment(string value)
    {
        if (!DateText.TryParseMoment(value, out var moment))
        {
            return null;
        }

        if (_policy.Coarsen is { } period)
        {
            var coarse = period switch
            {
                CoarsePeriod.Year => DatePrecision.Year,
                CoarsePeriod.Week => DatePrecision.Day,
                _ => DatePrecision.Month,
            };

            // What was less precise than the period stays so; the middle of a year is no day of a quarter.
            return moment.Precision < coarse
                ? DateText.FormatMoment(FirstDay(moment.Local, CoarsePeriod.Year), moment.Precision, 0)
                : DateText.FormatMoment(FirstDay(moment.Local, period), coarse, 0);
        }

        var clock = moment.UtcOffset is { } own && _utcOffset is { } shared ? shared - own : TimeSpan.Zero;
        var isNearTheEnd = moment.Local.Year is 1 or 9999;
        return !isNearTheEnd && _map.TryMove(moment.Local + clock, out var moved)
            ? DateText.FormatMoment(moved, moment.Precision, moment.Decimals)
            : null;
    }

    private static DateTime FirstDay(DateTime day, CoarsePeriod period) => period switch
    {
        CoarsePeriod.Week => day.Date.AddDays(-Math.Min(((int)day.DayOfWeek + 6) % 7, (day.Date - DateTime.MinValue).Days)),
        CoarsePeriod.Month => new DateTime(day.Year, day.Month, 1),
        CoarsePeriod.Quarter => new DateTime(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1),
        _ => new DateTime(day.Year, 1, 1),
    };
}
