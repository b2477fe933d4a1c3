namespace WsiDicomizer.Verification.Conformance.Attributes;

/// <summary>Types of attributes, the strictest first (PS3.5 7.4).</summary>
internal enum AttributeType
{
    /// <summary>Required, with a value.</summary>
    Type1,

    /// <summary>Required with a value, under a condition.</summary>
    Type1C,

    /// <summary>Required, may be empty.</summary>
    Type2,

    /// <summary>Required under a condition, may be empty.</summary>
    Type2C,

    /// <summary>Optional.</summary>
    Type3,
}
