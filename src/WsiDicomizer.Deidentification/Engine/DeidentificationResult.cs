using WsiDicomizer.Deidentification.Reports;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Engine;

/// <summary>A data set without identity, and what was done to get there.</summary>
/// <param name="Dataset">The new data set. Values that were kept, pixel data among them, are shared with the input.</param>
/// <param name="Report">What was done; no values.</param>
public sealed record DeidentificationResult(DicomDataset Dataset, DeidentificationReport Report);
