using System.Globalization;

namespace WsiDicomizer.Deidentification.Profiles;

/// <summary>How modified dates are made (PS3.15 E.3.6, Retain Longitudinal Temporal Information with Modified Dates).</summary>
/// <remarks>Immutable. Either dates move (shift, and what goes with it), or they are coarsened to a period.</remarks>
public sealed record DatePolicy
{
    /// <summary>The farthest that a window may reach: 100 years.</summary>
    public const int MaximumDays = 36_525;

    /// <summary>The policy of a profile that says nothing more than that dates are modified.</summary>
    public static DatePolicy Default { get; } = new();

    /// <summary>The first day of the window that a patient's shift is drawn from.</summary>
    public int FirstDay { get; init; } = -3650;

    /// <summary>The last day of the window.</summary>
    public int LastDay { get; init; } = -365;

    /// <summary>Whether shifts are whole weeks: day of the week and time of day stay.</summary>
    public bool WholeWeeks { get; init; }

    /// <summary>The factor by which a patient's distances in time may grow or shrink; null where they stay exact.</summary>
    public ScaleRange? Scale { get; init; }

    /// <summary>Whether the examinations of a patient get new dates in a keyed random order.</summary>
    public bool RandomizeOrder { get; init; }

    /// <summary>The period to whose first day dates are coarsened; null where they move instead.</summary>
    public CoarsePeriod? Coarsen { get; init; }

    /// <summary>What becomes of dates, in a sentence for people, without the full stop.</summary>
    public string Describe()
    {
        if (Coarsen is { } period)
        {
            return $"coarsened to the first day of the {period.ToString().ToLowerInvariant()}, times of day taken off";
        }

        var moved = string.Create(
            CultureInfo.InvariantCulture,
            $"moved by a keyed amount per patient, {FirstDay} to {LastDay} days{(WholeWeeks ? " in whole weeks" : ", with the time of day")}");
        return RandomizeOrder ? moved + ", examinations in a keyed random order"
            : Scale is { } scale ? string.Create(
                CultureInfo.InvariantCulture,
                $"{moved}, distances scaled by a keyed factor of {scale.First / (double)ScaleRange.One} to {scale.Last / (double)ScaleRange.One}")
            : moved + ", distances exact";
    }
}

/// <summary>A range of factors, in millionths, so that scaled times are the same on every machine.</summary>
/// <param name="First">The smallest.</param>
/// <param name="Last">The largest.</param>
public readonly record struct ScaleRange(int First, int Last)
{
    /// <summary>What stands for a factor of 1.</summary>
    public const int One = 1_000_000;
}

/// <summary>Periods that dates are coarsened to.</summary>
public enum CoarsePeriod
{
    /// <summary>From Monday to Sunday (ISO 8601).</summary>
    Week,

    /// <summary>A month.</summary>
    Month,

    /// <summary>Three months, from January, April, July or October.</summary>
    Quarter,

    /// <summary>A year.</summary>
    Year,
}
