namespace WsiDicomizer.Fuzz.Seeds;

/// <summary>A key of these tests alone, always the same: else no finding could be run again.</summary>
internal static class EnvelopeKey
{
    public const string Certificate = """
        -----BEGIN CERTIFICATE-----
        MIIDGTCCAgGgAwIBAgIUPsv1BVzl+3LExY05osr4coXB1qowDQYJKoZIhvcNAQEL
        BQAwGzEZMBcGA1UEAwwQUXVldHphbCBIb3NwaXRhbDAgFw0yNjExMjExNTUwMTBa
        GA8yMDU2MTExMzE1NTAxMFowGzEZMBcGA1UEAwwQUXVldHphbCBIb3NwaXRhbDCC
        ASIwDQYJKoZIhvcNAQEBBQADggEPADCCAQoCggEBALd0Z0RyP+aBpRKnISxhCFa8
        uzaUQiHgdjunNTKnkKkIg4PNqtvfgIAdh6AhHCcjp2BBHAPnHGQZfJSV0799uaj9
        F2lZs7PwnNFiWFn64JN1oWl6fjZzfqCOhLj1yYLpBCUyGyFqFW223480zLL2k4xf
        wV1ePqCsnSYPQ272iU3iabhXrIyXPQfmX9bqM5ltckbHqLcFgB2rBu65YqGamWVu
        JIlfVDXRnEjxV2j7/CX01K4/SrbgjcR05/2exApGSNkMBTJn+s1Zj4huoykoWdSk
        PLe8/JU8WAVK2zbdntrmpcsyyizOtADywbe4DQk+mfOq5qQvKtyA+eZ2BZWzE5MC
        AwEAAaNTMFEwHQYDVR0OBBYEFJ864GLGQYrrdJQkfBgKsyLCDbkJMB8GA1UdIwQY
        MBaAFJ864GLGQYrrdJQkfBgKsyLCDbkJMA8GA1UdEwEB/wQFMAMBAf8wDQYJKoZI
        hvcNAQELBQADggEBABPTdAkCoNsQmcM1C8Y/4D45wiefB7Vt8gjpe3oPdeDLEEPR
        qMxTD0aPLurPQXEeYQyUgAZb9J8K4kfgjpPmL0CaCBk/AiKMQXz4of+4x2AI2DN0
        gX62As/4Dh/0tuGCHLjg26GTzclgfKT4IXNIU82rHNfXTVbhP0M0iCZCp8oeXcLR
        fhiMIJFLzcycbJCsaNyyovOLKAH0yEBZ+EXMNEdiTiOMQ6Bl756Jf6kBRPPxATTq
        C0pqa7N8Zuoaa7/HpFI2tOz49QbC6DLVcaDUQd00QyvqCHGniGffXje2bpi/HNlX
        7i9zgiFLps0laBQTzabYci6JucpuENStXrugvqg=
        -----END CERTIFICATE-----
        """;

    public const string Private = """
        -----BEGIN PRIVATE KEY-----
        MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC3dGdEcj/mgaUS
        pyEsYQhWvLs2lEIh4HY7pzUyp5CpCIODzarb34CAHYegIRwnI6dgQRwD5xxkGXyU
        ldO/fbmo/RdpWbOz8JzRYlhZ+uCTdaFpen42c36gjoS49cmC6QQlMhshahVttt+P
        NMyy9pOMX8FdXj6grJ0mD0Nu9olN4mm4V6yMlz0H5l/W6jOZbXJGx6i3BYAdqwbu
        uWKhmpllbiSJX1Q10ZxI8Vdo+/wl9NSuP0q24I3EdOf9nsQKRkjZDAUyZ/rNWY+I
        bqMpKFnUpDy3vPyVPFgFSts23Z7a5qXLMsoszrQA8sG3uA0JPpnzquakLyrcgPnm
        dgWVsxOTAgMBAAECggEAAagb1qnqXtjyhfQ+jC7bqqWnnLaOYTP0qw0TbB4OC6yo
        Mt+NmlxlYcrxmivjiWL7nIivOV0biI4GVFssdFLP9WRujBnCTUqyXxyPkDg8iZSU
        0w6PTF4OU7FqcHOqT4MRPDvrGiqSwzPCfLBRLw6MPTsbvRumA7xTwPkdfrvSsCCr
        iaHXBxOqwSkx3/XiAQ6OWJYA49K32qNLfs8PSRIAfmfFJWlxp9pGSs9N9t1VzKAS
        DFPZ7pXv1EWJNARvZ5jJ3TwUOt8cBDFOW9tZGGBL81MWORX0TKCbpmPwRHDE/u3+
        xYRgwvCZFCT37aKrQXFtG49ZFg69W+FJYh7KwpwT1QKBgQDghOi1GffECKxR9CdO
        CeeMvrcB5N4ZKj+JEPqCYfMxwMKDsqzII/QsG2WJvfcrLMdNiIw5oQ/zK/DodwpU
        PQrzPTIE//RGN/IVdjFfFmNQcd8F7d6LK7ajmuN993iJi8U2bC6VEEGg+yNIeua0
        ApaCr6IRxpO4otCPhz1YWbvSlQKBgQDRLX1VRzdNik/2LWRd04PPq0wScRmX/5jM
        Mm+6ZAWXo2x74N/twDhgxRWnwf7q657Pj/axcz3JfELSjErsd4t7FPkO284jlMn1
        wn4BWr04K+7ucfWQVxeUyNUVVYCYD2UfQIXx62sMKn+gkTgRjeLfkesNMLPMy2sH
        gXaTkCgrhwKBgCMzU1TJfHoErhevQtZOYTpE0GaAnn2tjQaNXelBOCLNyPFi+wnp
        8SdVKEc/PFhNjfXO+cUzRk/mzL91om3woB3gs03rXz3/GXpZ7IWu+eUr5T6Fu8Vw
        FhNyfkZKnWBbRJEyxt7iDJgTp8V+V1tTqItWw/8rdg+Vn0NRfcGzV+o9AoGAGzWs
        oQQziG2eeypqbN4PvlrM+XUm3CPOb3l8GSXbqF8ExJR67IVdkBDzATB2BX8C2IMk
        lu6jsertElBXiqz+QtN2ll03Ul+Pad2T4H86L+1fFjtSsyTxF1SMi0rlAGK4R7lv
        8wkpkpqQoYViYr4vLd/gUIXuTYyEbqSDlSxiXU8CgYEAgjXhGs9WJmcUDJZ3orwE
        rofrlQPRd89uD9bEl/I7gQO9okP2qw5Kvh681GQwIEUsPVj/uIGfuyiAwY+DRICi
        GjjhmTT8KoKlulinclT3DTM2rT7nt2EvyMhBqD9qawgWN6n8RqRxdSxIgDa+NF3+
        uz3e5vZwBsW9hH4TzC9XgKU=
        -----END PRIVATE KEY-----
        """;
}
