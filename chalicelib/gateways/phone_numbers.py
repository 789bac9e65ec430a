"""What a phone number is: valid, its country, able to get texts."""

from __future__ import annotations

from chalicelib.domain.phone_number import PhoneNumber


class PhoneNumbers:
    """The world's numbering plans, as libphonenumber knows them."""

    def look_up(self, number: str) -> PhoneNumber:
        """The number must carry its country (`+1 ...`): nobody's country is assumed."""
        # Heavy, and few requests bring a number: loaded by the first that does.
        import phonenumbers as plans

        unusable = PhoneNumber(number=number, valid=False, country=None, can_be_texted=False)
        try:
            parsed = plans.parse(number)
        except plans.NumberParseException:
            return unusable
        if parsed.extension or not plans.is_valid_number(parsed):
            return unusable
        region, kind = plans.region_code_for_number(parsed), plans.number_type(parsed)
        return PhoneNumber(
            number=plans.format_number(parsed, plans.PhoneNumberFormat.E164),
            valid=True,
            country=None if region == plans.REGION_CODE_FOR_NON_GEO_ENTITY else region,
            can_be_texted=kind in (plans.PhoneNumberType.MOBILE, plans.PhoneNumberType.FIXED_LINE_OR_MOBILE),
        )
