export default {
  rules: {
    required: 'This is needed.',
    email: "Enter an address like name{'@'}example.org.",
    short: 'At least {count} characters.',
    long: 'At most {count} characters.',
    whole: 'Enter a whole number.',
    amount: 'Enter an amount in {currency}, like 5.00.',
    range: 'Between {min} and {max}.',
  },
}
