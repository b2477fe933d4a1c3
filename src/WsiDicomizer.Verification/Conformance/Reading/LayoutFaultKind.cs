namespace WsiDicomizer.Verification.Conformance.Reading;

/// <summary>What can be wrong with the order of bytes in a file.</summary>
internal enum LayoutFaultKind
{
    /// <summary>Tags do not ascend, or one is there twice.</summary>
    Order,

    /// <summary>A length is odd.</summary>
    OddLength,

    /// <summary>Bytes end or go on where they should not.</summary>
    Structure,

    /// <summary>The preamble or the file meta information is not as it should be.</summary>
    Meta,

    /// <summary>The items of encapsulated pixel data are not as they should be.</summary>
    Encapsulation,
}
