namespace WsiDicomizer.Deidentification.Dates;

/// <summary>How precise a date and time is.</summary>
internal enum DatePrecision
{
    /// <summary>YYYY.</summary>
    Year,

    /// <summary>YYYYMM.</summary>
    Month,

    /// <summary>YYYYMMDD.</summary>
    Day,

    /// <summary>With the hour.</summary>
    Hour,

    /// <summary>With the minute.</summary>
    Minute,

    /// <summary>With the second, perhaps with decimals.</summary>
    Second,
}

/// <summary>A date and time of VR DT, or a pair of DA and TM, as it was written.</summary>
/// <param name="Local">The local clock. What the precision leaves open is the middle of it for a year or month, else its start.</param>
/// <param name="Precision">What was written.</param>
/// <param name="Decimals">How many decimals the seconds have, 0 to 6.</param>
/// <param name="UtcOffset">The offset that stood beside it, or null.</param>
internal readonly record struct DicomMoment(DateTime Local, DatePrecision Precision, int Decimals, TimeSpan? UtcOffset);
