namespace WsiDicomizer.Conversion.Instances;

/// <summary>What became of an input.</summary>
public enum InstanceStatus
{
    /// <summary>It is in the output.</summary>
    Delivered,

    /// <summary>Its output is the same, byte for byte, as that of another input of the run, which was delivered.</summary>
    Duplicate,

    /// <summary>It shows a label, an overview or a thumbnail, and the profile leaves those out.</summary>
    Dropped,

    /// <summary>A DICOMDIR: it lists the files of a medium that the output is not.</summary>
    MediaDirectory,

    /// <summary>Nothing shows that it is meant to be DICOM.</summary>
    NotDicom,

    /// <summary>It cannot be read, or cannot be shown to be clean; nothing of it is in the output.</summary>
    Failed,
}
