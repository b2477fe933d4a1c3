namespace WsiDicomizer.Dicom.Json;

/// <summary>The members of an attribute's object (PS3.18 F.2.2).</summary>
internal enum JsonMember
{
    /// <summary>None yet.</summary>
    None,

    /// <summary>The value representation.</summary>
    VR,

    /// <summary>The values.</summary>
    Value,

    /// <summary>Bytes in base64.</summary>
    InlineBinary,

    /// <summary>Where the value is.</summary>
    BulkDataUri,
}
