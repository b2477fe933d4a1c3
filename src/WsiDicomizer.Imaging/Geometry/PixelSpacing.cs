namespace WsiDicomizer.Imaging.Geometry;

/// <summary>The distance between pixel centres in micrometres, across before down.</summary>
/// <param name="XMicrometres">Between neighbours in a row.</param>
/// <param name="YMicrometres">Between neighbours in a column.</param>
/// <remarks>DICOM's PixelSpacing has the other order (row spacing, i.e. down, first) and millimetres.</remarks>
public readonly record struct PixelSpacing(double XMicrometres, double YMicrometres);
