namespace WsiDicomizer.Dicom.Tests;

/// <summary>A fact that makes a file of several GiB with holes; skipped where holes would be written as zeros.</summary>
internal sealed class SparseFileFactAttribute : FactAttribute
{
    public SparseFileFactAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "files have no holes here unless they are asked for";
        }
    }
}
